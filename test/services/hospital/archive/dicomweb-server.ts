/**
 * A DICOMweb archive for tests, in memory, behind TLS: it asks for a client certificate, hands out OAuth tokens, and can be
 * told to misbehave as archives do.
 *
 *   POST /token                      client id and secret → token
 *   POST /dicom-web/studies          STOW-RS
 *   GET  /dicom-web/instances?…      QIDO-RS
 *   GET  /dicom-web/studies/…/series/…/instances/…/metadata, /frames/1   WADO-RS
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createAuthority, issue } from '../../../../provisioning/authority.ts';
import type { TlsSettings } from '../../../../services/hospital/archive/dicomweb/settings.ts';
import { type ReadObject, readObject } from '../../../../services/hospital/dicom/read.ts';

/** What it does wrong; nothing, unless a test says so. */
export interface Misbehaviour {
  /** Every request but those for tokens is answered so. */
  status?: number;
  /** FailureReason of every store. */
  failure?: number;
  /** WarningReason of every store. */
  warning?: number;
  /** Says that it stored an object, and did not. */
  forgets?: boolean;
  /** Gives every object found, whatever was searched for. */
  ignoresFilters?: boolean;
  /** Gives back other pixels. */
  recompresses?: boolean;
  /** Gives back another PatientID. */
  renames?: string;
  /** Answers searches with a page for people. */
  answersInHtml?: boolean;
  /** Answers searches with this many bytes. */
  chatters?: number;
  /** The parts of its answers have no boundary. */
  unframed?: boolean;
}

export const client = { clientId: 'lentigo', clientSecret: 'a secret: with/colon', scope: 'archive.write' };

export async function startDicomWeb() {
  const validity = { from: new Date(Date.now() - 60_000), days: 2 };
  const authority = await createAuthority('Archive authority', validity);
  const own = await issue(authority, 'archive.example', 'broker', validity);
  const ours = await issue(authority, 'hospital.archive', 'client', validity);

  const objects = new Map<string, ReadObject>();
  const wrong: Misbehaviour = {};
  const tokens = new Set<string>();
  const seen = { tokens: 0, stores: 0, requests: 0, names: new Set<string>() };
  const settings = { tokenSeconds: 3600, asksForToken: true };

  const server = createServer(
    {
      key: own.privateKey,
      cert: own.certificate,
      ca: authority.certificate,
      requestCert: true,
      rejectUnauthorized: true,
    },
    (request, response) => {
      answer(request, response).catch((error: unknown) => response.destroy(error as Error));
    },
  );

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? '/', 'https://localhost');
    const body = await bytesOf(request);
    const send = (status: number, type: string, content: string | Buffer) =>
      response.writeHead(status, { 'content-type': type }).end(content);
    const json = (status: number, content: unknown) => send(status, 'application/dicom+json', JSON.stringify(content));
    if (address.pathname === '/token') return void giveToken(request, body.toString(), send);

    seen.requests++;
    const certificate = 'getPeerCertificate' in request.socket ? peerName(request.socket) : '';
    seen.names.add(certificate);
    if (settings.asksForToken && !tokens.has(String(request.headers.authorization))) return void send(401, '', '');
    if (wrong.status !== undefined) return void send(wrong.status, 'text/plain', 'Okonkwo-Bright, 9990000018: no');
    if (address.pathname === '/dicom-web/studies') return void store(body, json);
    if (wrong.answersInHtml) return void send(200, 'text/html', '<p>Sign in</p>');
    if (wrong.chatters !== undefined) return void send(200, 'application/dicom+json', Buffer.alloc(wrong.chatters, 32));
    if (address.pathname === '/dicom-web/instances') {
      const sopUid = address.searchParams.get('SOPInstanceUID');
      const found = [...objects.values()].filter((object) => wrong.ignoresFilters || object.sopUid === sopUid);
      return void (found.length === 0 ? response.writeHead(204).end() : json(200, found.map(elementsOf)));
    }
    const object = objects.get(address.pathname.split('/')[7] ?? '');
    if (object === undefined) return void send(404, 'text/plain', 'no such object');
    if (address.pathname.endsWith('/metadata')) return void json(200, [elementsOf(object)]);
    const jpeg = Buffer.from(object.jpeg ?? new Uint8Array());
    if (wrong.recompresses) jpeg[jpeg.length >> 1] = (jpeg[jpeg.length >> 1] ?? 0) ^ 1;
    const boundary = wrong.unframed ? 'another' : 'a b;c';
    const part = ['--a b;c\r\nContent-Type: image/jpeg\r\n\r\n', '\r\n--a b;c--\r\n'].map((text) => Buffer.from(text));
    send(
      200,
      `multipart/related; type="image/jpeg; transfer-syntax=1"; boundary="${boundary}"`,
      Buffer.concat([part[0] ?? jpeg, jpeg, part[1] ?? jpeg]),
    );
  }

  function giveToken(
    request: IncomingMessage,
    body: string,
    send: (status: number, type: string, text: string) => void,
  ) {
    const form = new URLSearchParams(body);
    // Each half is form-encoded before it goes into the header (RFC 6749, section 2.3.1).
    const basic = Buffer.from(String(request.headers.authorization).replace(/^Basic /, ''), 'base64').toString();
    const [id, secret] = basic.split(':').map((half) => new URLSearchParams(`half=${half}`).get('half'));
    const right = id === client.clientId && secret === client.clientSecret && form.get('scope') === client.scope;
    if (!right || form.get('grant_type') !== 'client_credentials') {
      return send(
        400,
        'application/json',
        JSON.stringify({ error: 'invalid_client', error_description: '9990000018' }),
      );
    }
    seen.tokens++;
    const access_token = randomUUID();
    tokens.add(`Bearer ${access_token}`);
    const expires_in = settings.tokenSeconds;
    send(200, 'application/json', JSON.stringify({ access_token, token_type: 'bearer', expires_in }));
  }

  function store(body: Buffer, json: (status: number, content: unknown) => void) {
    seen.stores++;
    const start = body.indexOf('\r\n\r\n') + 4;
    const object = readObject(new Uint8Array(body.subarray(start, body.lastIndexOf('\r\n--'))));
    if (object === undefined) return void json(400, {});
    const item = { '00081155': { vr: 'UI', Value: [object.sopUid] } };
    if (wrong.failure !== undefined) {
      const reason = { '00081197': { vr: 'US', Value: [wrong.failure] } };
      return void json(409, { '00081198': { vr: 'SQ', Value: [{ ...item, ...reason }] } });
    }
    if (!wrong.forgets && !objects.has(object.sopUid)) objects.set(object.sopUid, object);
    const warning = wrong.warning === undefined ? {} : { '00081196': { vr: 'US', Value: [wrong.warning] } };
    json(wrong.warning === undefined ? 200 : 202, { '00081199': { vr: 'SQ', Value: [{ ...item, ...warning }] } });
  }

  function elementsOf(object: ReadObject): Record<string, unknown> {
    const text = (value: unknown) => ({ vr: 'UI', Value: [value] });
    const { sopClass, sopUid, seriesUid, studyUid, patientId, dataset } = object;
    return {
      '00080016': text(sopClass),
      '00080018': text(sopUid),
      '00100020': text(wrong.renames ?? patientId),
      '0020000D': text(studyUid),
      '0020000E': text(seriesUid),
      '00620021': text(dataset.TrackingUID),
      '0040A375': { vr: 'SQ', Value: [dataset.CurrentRequestedProcedureEvidenceSequence] },
    };
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tls: TlsSettings = { ca: authority.certificate, cert: ours.certificate, key: ours.privateKey };
  return {
    url: `${origin}/dicom-web`,
    tls,
    sign: { kind: 'oauth' as const, tokenUrl: `${origin}/token`, ...client },
    objects,
    seen,
    settings,
    /** Nothing that was handed out is good any more. */
    revoke: () => tokens.clear(),
    /** It misbehaves so until it is told otherwise. */
    behave(how: Misbehaviour = {}) {
      for (const key of Object.keys(wrong)) delete wrong[key as keyof Misbehaviour];
      Object.assign(wrong, how);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function peerName(socket: object): string {
  const { getPeerCertificate } = socket as { getPeerCertificate?: () => { subject?: { CN?: string } } };
  return getPeerCertificate?.call(socket).subject?.CN ?? '';
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}
