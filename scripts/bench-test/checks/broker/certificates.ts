/** Are the station's certificates in date, the station's own, and from the authority it trusts? */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { Identity } from '../../../../services/station/identity.ts';
import type { Findings } from '../../check.ts';

/** Central IT is alerted from here on; below the second figure it is critical. */
const remarkDays = 21;
const faultDays = 7;
const dayMs = 24 * 60 * 60 * 1000;

const anew = 'Enrol the station anew: its identity is not of one piece.';

/** False when there is no use in showing them to a broker: OpenSSL would not even load them, or nobody would accept them. */
export function lookAtCertificates({ station, tls }: Identity, nowMs: number, findings: Findings): boolean {
  const [own, authority] = [read(tls.cert), read(tls.ca)];
  const key = readKey(tls.key);
  if (own === undefined) findings.fault('the station’s certificate', 'certificate.pem cannot be read.', anew);
  if (authority === undefined) findings.fault('the authority’s certificate', 'authority.pem cannot be read.', anew);
  if (key === undefined) findings.fault('the station’s private key', 'private-key.pem cannot be read.', anew);
  if (own === undefined || authority === undefined || key === undefined) return false;
  lookAtDates('the station’s certificate', 'certificateDaysLeft', own, nowMs, findings);
  lookAtDates('the authority’s certificate', 'authorityDaysLeft', authority, nowMs, findings);
  const name = /^CN=(.*)$/m.exec(own.subject)?.[1];
  if (name !== station)
    findings.fault('the station’s certificate', `It names ${name}, and this station is ${station}.`, anew);
  if (!own.verify(authority.publicKey))
    findings.fault('the station’s certificate', 'It is not from the authority that this station trusts.', anew);
  if (own.checkPrivateKey(key)) return true;
  findings.fault('the station’s private key', 'It does not belong to the certificate.', anew);
  return false;
}

function read(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined; // the caller says whose it is
  }
}

function readKey(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

/** Of the broker, as it showed itself. */
export function lookAtBrokersDates(certificate: X509Certificate, nowMs: number, findings: Findings): void {
  lookAtDates('the broker’s certificate', 'brokerDaysLeft', certificate, nowMs, findings);
}

function lookAtDates(
  part: string,
  figure: string,
  certificate: X509Certificate,
  nowMs: number,
  findings: Findings,
): void {
  const [fromMs, toMs] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)];
  const daysLeft = Math.floor((toMs - nowMs) / dayMs);
  findings.figure(figure, daysLeft);
  const renew = 'Renew it: enrol the station anew, or ask central IT, if it is not the station’s own.';
  if (nowMs < fromMs)
    findings.fault(
      part,
      `It is valid from ${day(fromMs)} on, and the clock says ${day(nowMs)}.`,
      'Set the clock; if it is right, enrol anew.',
    );
  else if (nowMs > toMs) findings.fault(part, `It has expired, on ${day(toMs)}.`, renew);
  else if (daysLeft < faultDays) findings.fault(part, `It expires on ${day(toMs)}, in ${daysLeft} days.`, renew);
  else if (daysLeft < remarkDays)
    findings.remark(`${part} expires on ${day(toMs)}, in ${daysLeft} days.`.replace(/^t/, 'T'));
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
