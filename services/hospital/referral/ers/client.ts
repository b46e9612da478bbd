/**
 * The NHS e-Referral Service over HTTP, as far as receiving referrals needs it:
 *
 *   A008  POST ReferralRequest/$ers.fetchworklist            referrals for review
 *   A005  GET  ReferralRequest/<UBRN>
 *   A006  GET  Binary/<id>                                   an attachment
 *   A007  POST ReferralRequest/<UBRN>/$ers.generateCRI       clinical information, as PDF
 *
 * and the Personal Demographics Service (R4), GET Patient/<NHS number>, since e-RS names a patient by number alone.
 */
import { documentBytesMax } from '../api.ts';

const requestMsMax = 30_000;
const jsonBytesMax = 4 * 1024 * 1024;

export interface ErsConfig {
  /** `https://api.service.nhs.uk/referrals/FHIR/STU3` */
  readonly ersUrl: string;
  /** `https://api.service.nhs.uk/personal-demographics/FHIR/R4` */
  readonly demographicsUrl: string;
  /** Headers of the session as it stands now: bearer token, organisation, business function. */
  headers(): Promise<Readonly<Record<string, string>>>;
  readonly fetch: typeof fetch;
}

/** The service answered with an error, too much, or not at all. Its message names no patient. */
export class ErsTrouble extends Error {}

export interface ErsClient {
  worklist(): Promise<unknown>;
  referral(ubrn: string): Promise<unknown>;
  /** `place`: as A005 gives it, below the service; an address elsewhere is refused. */
  attachment(place: string): Promise<Uint8Array>;
  clinicalInformation(ubrn: string): Promise<Uint8Array>;
  /** A FHIR R4 Patient; undefined for a number that nobody has. */
  demographics(nhsNumber: string): Promise<unknown>;
}

const fetchWorklist = {
  resourceType: 'Parameters',
  meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/eRS-FetchWorklist-Parameters-1'] },
  parameter: [
    {
      name: 'listType',
      valueCodeableConcept: {
        coding: [
          {
            system: 'https://fhir.nhs.uk/STU3/CodeSystem/eRS-ReferralListSelector-1',
            code: 'REFERRALS_FOR_REVIEW',
          },
        ],
      },
    },
  ],
};

export function openErsClient(config: ErsConfig): ErsClient {
  async function call(url: string, what: string, request: RequestInit = {}): Promise<Response> {
    const headers = { accept: 'application/fhir+json', ...(await config.headers()), ...request.headers };
    try {
      const signal = AbortSignal.timeout(requestMsMax);
      return await config.fetch(url, { ...request, headers, signal, redirect: 'error' });
    } catch (error) {
      throw new ErsTrouble(`${what}: no answer`, { cause: error });
    }
  }
  async function json(response: Response, what: string): Promise<unknown> {
    const text = Buffer.from(await bytesOf(response, what, jsonBytesMax)).toString('utf8');
    try {
      return JSON.parse(text);
    } catch (error) {
      throw new ErsTrouble(`${what}: the answer is not JSON`, { cause: error });
    }
  }
  const post = (body?: object): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return {
    async worklist() {
      const what = 'e-RS worklist (A008)';
      return json(await call(`${config.ersUrl}/ReferralRequest/$ers.fetchworklist`, what, post(fetchWorklist)), what);
    },
    async referral(ubrn) {
      const what = 'e-RS referral (A005)';
      return json(await call(`${config.ersUrl}/ReferralRequest/${ubrn}`, what), what);
    },
    async attachment(place) {
      const what = 'e-RS attachment (A006)';
      if (!/^Binary\/[A-Za-z0-9-]{1,64}$/.test(place)) throw new ErsTrouble(`${what}: it is not below the service`);
      const response = await call(`${config.ersUrl}/${place}`, what, { headers: { accept: '*/*' } });
      return bytesOf(response, what, documentBytesMax);
    },
    async clinicalInformation(ubrn) {
      const what = 'e-RS clinical information (A007)';
      const response = await call(`${config.ersUrl}/ReferralRequest/${ubrn}/$ers.generateCRI`, what, {
        ...post(),
        headers: { accept: 'application/pdf' },
      });
      return bytesOf(response, what, documentBytesMax);
    },
    async demographics(nhsNumber) {
      const what = 'Personal Demographics Service';
      const response = await call(`${config.demographicsUrl}/Patient/${nhsNumber}`, what);
      if (response.status === 404) {
        await response.body?.cancel();
        return undefined;
      }
      return json(response, what);
    },
  };
}

/** The whole body. Rejects with an `ErsTrouble` for a status that is not 200, and beyond the limit. */
async function bytesOf(response: Response, what: string, bytesMax: number): Promise<Uint8Array> {
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new ErsTrouble(`${what}: status ${response.status}`);
  }
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const piece of response.body ?? []) {
      bytes += piece.length;
      if (bytes > bytesMax) throw new ErsTrouble(`${what}: more than ${bytesMax} bytes`);
      pieces.push(piece);
    }
  } catch (error) {
    if (error instanceof ErsTrouble) throw error;
    throw new ErsTrouble(`${what}: the answer broke off`, { cause: error });
  }
  return Buffer.concat(pieces);
}
