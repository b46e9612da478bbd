/** Does the broker take this station for what it is, and may the station speak and hear there? */
import { type Identity, readIdentity } from '../../../services/station/identity.ts';
import type { BrokerAddress } from '../../../services/wire/connection.ts';
import { type Findings, type MachineCheck, newFindings } from '../check.ts';
import { lookAtBrokersDates, lookAtCertificates } from './broker/certificates.ts';
import { type Handshake, shakeHands } from './broker/handshake.ts';
import { exchangeMessages } from './broker/messages.ts';

export const brokerCheck: MachineCheck = {
  name: 'broker',
  where: 'machine',
  needs: [],
  limitMs: 60_000,
  async run({ broker, identityFolder }) {
    const findings = newFindings();
    const identity = identityIn(identityFolder, findings);
    if (identity === undefined) return findings.result('');
    if (!lookAtCertificates(identity, Date.now(), findings)) return findings.result('');
    const ownTrouble = findings.hasFaults();
    findings.figure('keySet', 'signed by the pinned root');
    const handshake = await shakeHands(broker, identity.tls);
    if (handshake.kind === 'refused') {
      tell(handshake, broker, findings);
      return findings.result('');
    }
    findings.figure('handshakeMs', Math.round(handshake.tookMs));
    findings.figure('tls', `${handshake.protocol} ${handshake.cipher}`);
    if (handshake.certificate !== undefined) lookAtBrokersDates(handshake.certificate, Date.now(), findings);
    if (ownTrouble) return findings.result(''); // it would refuse us for what has been told already
    const acknowledgedMs = await exchangeMessages(broker, identity, findings);
    findings.figure('acknowledgedMs', acknowledgedMs === undefined ? undefined : Math.round(acknowledgedMs));
    return findings.result(`${handshake.protocol}, heard and acknowledged in ${Math.round(acknowledgedMs ?? 0)} ms`);
  },
};

/** `readIdentity` says in its sentence which file is missing or does not fit. */
function identityIn(folder: string, findings: Findings): Identity | undefined {
  try {
    return readIdentity(folder);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    findings.fault('the station’s identity', why, 'Enrol the station, or give its folder: --station-home.');
    return undefined;
  }
}

function tell(
  { code, why }: Extract<Handshake, { kind: 'refused' }>,
  { host, port }: BrokerAddress,
  findings: Findings,
): void {
  const at = `${host}:${port}`;
  switch (code) {
    case 'ECONNREFUSED':
      findings.fault(
        'broker',
        `Nothing listens at ${at}.`,
        'Are host and port right (--broker-host, --broker-port)? If so, the broker is down: tell central IT.',
      );
      return;
    case 'CERT_HAS_EXPIRED':
      findings.fault(
        'the broker’s certificate',
        `${at} shows one that has expired.`,
        'If the station’s clock is right, tell central IT.',
      );
      return;
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      findings.fault(
        'the broker’s certificate',
        `${at} shows one for another name.`,
        'Use the name that the certificate is for: --broker-host.',
      );
      return;
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'CERT_SIGNATURE_FAILURE':
      findings.fault(
        'the way to the broker',
        `What answers at ${at} is not vouched for by this station’s authority (${code}).`,
        'Something in between opens TLS, or a sign-in page of the network answers: ask its owner to let this station through. Else it was enrolled for another hospital.',
      );
      return;
    default:
      findings.fault(
        'broker',
        `No handshake with ${at}: ${why}.`,
        'Does TLS 1.3 on this port pass the clinic’s firewall? Is it the broker’s port?',
      );
  }
}
