/** The FHIR interface on a database, and invented transactions for it. */
import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Database } from '../../../../../services/hospital/database/api.ts';
import { fhirRoutes } from '../../../../../services/hospital/referral/fhir/routes.ts';
import type { Validator } from '../../../../../services/hospital/referral/fhir/validator.ts';
import { openIntake } from '../../../../../services/hospital/referral/intake.ts';
import { type Answer, gate, letter, now } from '../made.ts';

export const hospitalNumberSystem = 'https://hospital.example/patient';
export const nhsNumberSystem = 'https://fhir.nhs.uk/Id/nhs-number';

export interface FhirDesk {
  readonly app: FastifyInstance;
  readonly changes: () => number;
  post(url: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export function fhirDesk(database: Database, validator: Validator): FhirDesk {
  let changes = 0;
  const changed = () => {
    changes++;
  };
  const app = Fastify();
  const intake = openIntake({ database, now, changed });
  fhirRoutes({ database, gate, intake, validator, now, changed, hospitalNumberSystem })(app);
  return {
    app,
    changes: () => changes,
    async post(url, body, headers = {}) {
      const { statusCode, body: text } = await app.inject({
        method: 'POST',
        url,
        headers: { authorization: 'Bearer good', 'content-type': 'application/fhir+json', ...headers },
        payload: typeof body === 'string' ? body : JSON.stringify(body),
      });
      return { status: statusCode, body: text === '' ? undefined : JSON.parse(text) };
    },
  };
}

/** A resource as FHIR JSON. */
// biome-ignore lint/suspicious/noExplicitAny: tests change what they like in it
export type Json = any;

/** The resources of a referral, by what they are called in tests. */
export function referralResources(): Record<string, Json> {
  const [patient, request, role, person, surgery] = Array.from({ length: 5 }, () => `urn:uuid:${randomUUID()}`);
  const [first, second, document, binary, answers] = Array.from({ length: 5 }, () => `urn:uuid:${randomUUID()}`);
  const about = { reference: patient };
  return {
    patient: {
      fullUrl: patient,
      resource: {
        resourceType: 'Patient',
        identifier: [
          { system: nhsNumberSystem, value: '9990000018' },
          { system: hospitalNumberSystem, value: 'RX100' },
        ],
        name: [{ use: 'official', family: 'Okonkwo-Bright', given: ['Margaret'] }],
        gender: 'female',
        birthDate: '1958-04-03',
        address: [{ line: ['1 Mill Lane'], city: 'Histon', postalCode: 'CB24 9XX' }],
        telecom: [{ system: 'email', value: 'm@example.org' }],
        communication: [{ language: { coding: [{ code: 'ar' }] }, preferred: true }],
      },
    },
    request: {
      fullUrl: request,
      resource: {
        resourceType: 'ServiceRequest',
        identifier: [{ system: 'https://fhir.nhs.uk/Id/UBRN', value: '000000070001' }],
        status: 'active',
        intent: 'order',
        priority: 'urgent',
        code: { text: 'Teledermatology' },
        subject: about,
        requester: { reference: role },
        authoredOn: '2026-11-20T23:30:00+00:00',
        reasonCode: [{ text: 'A dark mole that has grown.' }],
      },
    },
    role: {
      fullUrl: role,
      resource: {
        resourceType: 'PractitionerRole',
        practitioner: { reference: person },
        organization: { reference: surgery },
      },
    },
    person: { fullUrl: person, resource: { resourceType: 'Practitioner', name: [{ family: 'Bell', given: ['Ina'] }] } },
    surgery: { fullUrl: surgery, resource: { resourceType: 'Organization', name: 'Histon Surgery' } },
    first: {
      fullUrl: first,
      resource: {
        resourceType: 'BodyStructure',
        identifier: [{ system: 'urn:ietf:rfc:3986', value: 'urn:oid:2.25.329800735698586629295641978511506172918' }],
        location: { coding: [{ system: 'http://snomed.info/sct', code: '130300' }], text: 'Shin' },
        locationQualifier: [{ coding: [{ system: 'http://snomed.info/sct', code: '7771000' }] }],
        patient: about,
      },
    },
    second: {
      fullUrl: second,
      resource: { resourceType: 'BodyStructure', description: 'Between the shoulders', patient: about },
    },
    document: {
      fullUrl: document,
      resource: {
        resourceType: 'DocumentReference',
        status: 'current',
        subject: about,
        content: [{ attachment: { contentType: 'application/pdf', url: binary, title: 'Letter of Dr Bell' } }],
      },
    },
    binary: {
      fullUrl: binary,
      resource: { resourceType: 'Binary', contentType: 'application/pdf', data: letter.toString('base64') },
    },
    answers: {
      fullUrl: answers,
      resource: {
        resourceType: 'QuestionnaireResponse',
        status: 'completed',
        subject: about,
        item: [{ linkId: 'blood-thinner', answer: [{ valueBoolean: true }] }],
      },
    },
  };
}

export function transactionOf(resources: Record<string, Json>): Json {
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: Object.values(resources).map((entry) => ({
      ...entry,
      request: entry.request ?? { method: 'POST', url: entry.resource.resourceType },
    })),
  };
}

/** The transaction with one resource changed. */
export function withChange(name: string, change: (resource: Json) => void): Json {
  const resources = referralResources();
  change(resources[name].resource);
  return transactionOf(resources);
}
