/**
 * Requests to an archive: each with a deadline, a largest answer, and an outcome that central IT can read.
 *
 *   2xx, and what the caller takes as an answer ──► its status and body
 *   401 with a token ──► once more with a new one
 *   all else ──► ArchiveUnavailable
 */
import { Readable } from 'node:stream';
import { Agent, request as ask, type Dispatcher } from 'undici';
import { archiveUnavailable } from '../unavailable.ts';
import { checkedUrl, type DicomWebSettings } from './settings.ts';
import { type Authorization, signIn } from './sign-in.ts';

export interface Question {
  /** Below the archive's root, beginning with a slash. */
  readonly path: string;
  readonly accept: string;
  /** Without: GET. With: POST of these parts, one after the other, uncopied. */
  readonly body?: { readonly type: string; readonly parts: readonly Uint8Array[] };
  /** A larger answer is an error. */
  readonly bytesMax: number;
  /** Statuses besides 2xx that the caller knows what to make of. */
  readonly expected?: readonly number[];
}

export interface Answer {
  readonly status: number;
  /** `content-type`, or an empty text. */
  readonly type: string;
  readonly body: Buffer;
}

export interface Connection {
  /** Throws ArchiveUnavailable for what a network and an archive may do. */
  ask(question: Question): Promise<Answer>;
}

/** Requests at the same time; more wait for a free connection. */
const connectionsMax = 8;
const connectMsMax = 10_000;
const deadlineMsUsual = 120_000;

/** Codes of a wrong call, not of a network. */
const bug = /^(UND_ERR_(INVALID|NOT_SUPPORTED|REQ_CONTENT)|ERR_INVALID)/;

export function connect(
  { url, tls, sign, deadlineMs = deadlineMsUsual }: DicomWebSettings,
  clockMs: () => number,
): Connection {
  const root = checkedUrl(url);
  const dispatcher = new Agent({
    connections: connectionsMax,
    allowH2: false, // what was measured and tried
    headersTimeout: 0, // the deadline of the whole request counts
    bodyTimeout: 0,
    connect: { ...tls, timeout: connectMsMax },
  });
  const authorization = signIn(sign, { dispatcher, clockMs });

  async function once(question: Question, header: string | undefined): Promise<Answer> {
    const { path, accept, body, bytesMax } = question;
    try {
      const response = await ask(`${root.href.replace(/\/$/, '')}${path}`, {
        dispatcher,
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          accept,
          'accept-encoding': 'identity', // some archives would compress a JPEG once more
          ...(header !== undefined && { authorization: header }),
          ...(body && { 'content-type': body.type, 'content-length': String(lengthOf(body.parts)) }),
        },
        body: body === undefined ? null : Readable.from(body.parts, { objectMode: true }),
        signal: AbortSignal.timeout(deadlineMs),
      });
      return {
        status: response.statusCode,
        type: String(response.headers['content-type'] ?? ''),
        body: await read(response.body, bytesMax),
      };
    } catch (error) {
      throw unreachable(root.origin, error);
    }
  }

  return {
    async ask(question) {
      const answer = await withToken(authorization, (header) => once(question, header));
      const fine = answer.status >= 200 && answer.status < 300;
      if (fine || question.expected?.includes(answer.status)) return answer;
      throw archiveUnavailable(refusal(root.origin, answer.status));
    },
  };
}

async function withToken(
  authorization: Authorization,
  work: (header: string | undefined) => Promise<Answer>,
): Promise<Answer> {
  const header = await authorization.header();
  const answer = await work(header);
  if (answer.status !== 401 || !authorization.refused(header)) return answer;
  return work(await authorization.header());
}

async function read(body: Dispatcher.ResponseData['body'], bytesMax: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of body) {
    bytes += part.length;
    if (bytes > bytesMax) throw archiveUnavailable(`The archive's answer is larger than ${bytesMax} bytes.`);
    parts.push(part);
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts, bytes);
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

/** Codes only: a library's message may quote what the archive said. */
function unreachable(origin: string, error: unknown): unknown {
  if (!(error instanceof Error) || error.name === 'ArchiveUnavailable') return error;
  if (error.name === 'TimeoutError') return archiveUnavailable(`The archive at ${origin} did not answer in time.`);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === undefined || bug.test(code)) return error;
  const certificate = /CERT|SSL|TLS|SIGNATURE/.test(code) ? ' Check the certificates on both sides.' : '';
  return archiveUnavailable(`The archive at ${origin} cannot be reached (${code}).${certificate}`);
}

function refusal(origin: string, status: number): string {
  const archive = `The archive at ${origin}`;
  switch (status) {
    case 401:
      return `${archive} does not accept our sign-in (401). Check name, token or client certificate.`;
    case 403:
      return `${archive} knows us and does not permit this (403). Ask for the right to store, search and retrieve.`;
    case 404:
    case 405:
    case 501:
      return `${archive} offers no such DICOMweb service at this address (${status}). Check the address.`;
    case 406:
      return `${archive} cannot give back pictures as they were sent (406). It must keep JPEG baseline unchanged.`;
    case 413:
      return `${archive} takes no object of this size (413). Raise its limit.`;
    case 415:
      return `${archive} does not take DICOM files in a multipart request (415).`;
    default:
      return status >= 500 || status === 429
        ? `${archive} is in trouble or overloaded (${status}).`
        : `${archive} refused a request (${status}).`;
  }
}
