/**
 * What a transaction Bundle says, as a referral. What Lentigo needs beyond FHIR R4 itself, and why:
 *
 *   one ServiceRequest, active           a referral; a draft or a revoked one asks for nothing
 *     identifier                         UBRN, or one with a system: so that the same one again is the same referral
 *     authoredOn                         the 28-day clock; without it, the clock starts on the day it came
 *     priority, category                 urgency
 *     subject ─► Patient                 NHS number, family and given name, whole date of birth: a picture is only ever
 *                                        filed when all of these agree
 *     requester ─► Practitioner, PractitionerRole, Organization, or a display: to whom the letter goes
 *   BodyStructure, one per lesion        in their order; identifier becomes the tracking UID when it is one. Where there
 *                                        are none, ServiceRequest.bodySite
 *   DocumentReference (─► Binary)        letters, PDF, in the Bundle: nothing is fetched from elsewhere
 *   QuestionnaireResponse                answers that the patient gave before
 */
import { hospitalDay } from '../../../database/clock.ts';
import type { IncomingReferral } from '../../api.ts';
import { base64Bytes } from '../../form.ts';
import { type Issue, isError, problem } from '../outcome.ts';
import type { Entry, Transaction } from '../transaction.ts';
import { nameText, sides, ubrnSystem, valueIn } from './names.ts';
import { readPatient } from './patient.ts';
import type { Concept, Reference, ServiceRequest } from './shapes.ts';
import { urgencyOf } from './urgency.ts';

export interface ReadReferral {
  readonly referral: IncomingReferral;
  readonly request: Entry<'ServiceRequest'>;
  readonly subject: Entry<'Patient'>;
  /** In the order of the referral's lesions and documents; empty where they stand in the ServiceRequest itself. */
  readonly lesions: readonly Entry<'BodyStructure'>[];
  readonly documents: readonly Entry<'DocumentReference'>[];
}

export interface ReadOptions {
  readonly today: string;
  /** Identifier system of the hospital's own numbers. */
  readonly hospitalNumberSystem: string;
}

/** The referral, or why it is none. */
export function readReferral(transaction: Transaction, options: ReadOptions): ReadReferral | readonly Issue[] {
  const issues: Issue[] = [];
  const [request, another] = transaction.of('ServiceRequest');
  if (request === undefined) return [problem('required', 'A referral needs a ServiceRequest.', 'Bundle.entry')];
  if (another !== undefined) {
    return [problem('not-supported', 'Send one ServiceRequest in a transaction.', another.path)];
  }
  const { resource } = request;
  if (resource.status !== 'active') {
    issues.push(
      problem('business-rule', 'Only an active ServiceRequest asks for something.', `${request.path}.status`),
    );
  }
  const subject = transaction.find(resource.subject);
  if (subject?.resource.resourceType !== 'Patient') {
    const sentence = 'The patient must be an entry of this Bundle.';
    return [...issues, problem('not-found', sentence, `${request.path}.subject`)];
  }
  const patientEntry = subject as Entry<'Patient'>;
  const patient = readPatient(patientEntry, options.hospitalNumberSystem);
  if (Array.isArray(patient)) issues.push(...patient);

  const ubrn = valueIn(resource.identifier, ubrnSystem);
  const named = resource.identifier.find(({ system, value }) => system !== ubrnSystem && system && value);
  if (ubrn === undefined && named === undefined) {
    const sentence = `A referral needs an identifier: its UBRN (${ubrnSystem}), or one with a system.`;
    issues.push(problem('required', sentence, `${request.path}.identifier`));
  }
  const strangers = strangersOf(transaction, patientEntry);
  const lesions = transaction.of('BodyStructure').filter(({ resource: { active } }) => active !== false);
  const documents = transaction.of('DocumentReference');
  const letters = documents.flatMap((entry) => readLetter(transaction, entry, issues));
  const answers = readAnswers(transaction, issues);
  issues.push(...strangers);
  if (issues.some(isError) || Array.isArray(patient)) return issues;
  return {
    request,
    subject: patientEntry,
    lesions,
    documents,
    referral: {
      source: 'fhir',
      sourceId: named === undefined ? `${ubrnSystem}|${ubrn}` : `${named.system}|${named.value}`,
      ubrn,
      urgency: urgencyOf(resource.priority, [...resource.category, resource.code]),
      ...requesterOf(transaction, resource.requester),
      clinicalText: clinicalTextOf(resource),
      receivedOn: dayOf(resource.authoredOn) ?? options.today,
      patient: patient as IncomingReferral['patient'],
      lesions: lesions.length > 0 ? lesions.map(lesionOf) : resource.bodySite.map((site) => ({ ...placeOf(site) })),
      documents: letters,
      answers,
    },
  };
}

/** Everything in one transaction is about one person. */
function strangersOf(transaction: Transaction, patient: Entry<'Patient'>): readonly Issue[] {
  const issues: Issue[] = transaction
    .of('Patient')
    .filter((entry) => entry !== patient)
    .map((entry) => problem('business-rule', 'A referral is of one patient.', entry.path));
  const check = (reference: Reference | undefined, where: string) => {
    if (reference === undefined || transaction.find(reference)?.place === patient.place) return;
    issues.push(problem('business-rule', 'This must be about the patient of the referral.', where));
  };
  for (const { resource, path } of transaction.of('BodyStructure')) check(resource.patient, `${path}.patient`);
  for (const { resource, path } of transaction.of('DocumentReference')) check(resource.subject, `${path}.subject`);
  for (const { resource, path } of transaction.of('QuestionnaireResponse')) check(resource.subject, `${path}.subject`);
  return issues;
}

function lesionOf({ resource }: Entry<'BodyStructure'>): IncomingReferral['lesions'][number] {
  const place = placeOf(resource.location ?? { coding: [] });
  const qualifiers = resource.locationQualifier.flatMap(({ coding }) => coding.map(({ code }) => code ?? ''));
  const side = qualifiers.map((code) => sides[code]).find((each) => each !== undefined);
  const uid = resource.identifier.flatMap(({ value }) => uidOf(value) ?? [])[0];
  return {
    ...place,
    site: place.site === '' ? (resource.description ?? '') : place.site,
    ...(side === undefined ? {} : { side }),
    trackingUid: uid,
  };
}

/** `urn:oid:2.25.…`, or the UID alone (PS3.5, 9.1). */
function uidOf(value: string | undefined): string | undefined {
  const uid = value?.replace(/^urn:oid:/, '');
  return uid !== undefined && uid.length <= 64 && /^[0-2](\.(0|[1-9]\d*)){2,}$/.test(uid) ? uid : undefined;
}

function placeOf({ coding, text }: Concept): { site: string; code: string | undefined } {
  return {
    site: text ?? coding.find(({ display }) => display !== undefined)?.display ?? '',
    code: coding.find(({ code }) => code !== undefined)?.code,
  };
}

function readLetter(transaction: Transaction, { resource, path }: Entry<'DocumentReference'>, issues: Issue[]) {
  return resource.content.flatMap(({ attachment }, place) => {
    const where = `${path}.content[${place}].attachment`;
    const binary = attachment.data === undefined ? transaction.find({ reference: attachment.url }) : undefined;
    const source = binary?.resource.resourceType === 'Binary' ? binary.resource : attachment;
    if (source.data === undefined) {
      issues.push(problem('not-found', 'Put the letter into the Bundle, as data or as a Binary.', where));
      return [];
    }
    if ((source.contentType ?? attachment.contentType) !== 'application/pdf') {
      issues.push(problem('not-supported', 'A letter is taken as application/pdf.', `${where}.contentType`));
      return [];
    }
    const bytes = base64Bytes(source.data);
    if (bytes === undefined) {
      issues.push(problem('value', 'The data are not base64.', where));
      return [];
    }
    return [{ title: attachment.title ?? resource.description ?? 'Referral letter', bytes }];
  });
}

function readAnswers(transaction: Transaction, issues: Issue[]): IncomingReferral['answers'] {
  const [first, another] = transaction.of('QuestionnaireResponse');
  if (another !== undefined) issues.push(problem('not-supported', 'Send one QuestionnaireResponse.', another.path));
  if (first === undefined) return undefined;
  const { status, ...response } = first.resource;
  switch (status) {
    case 'completed':
    case 'amended':
      return { status, response: { status, ...response } };
    case 'in-progress':
    case 'stopped': // given up half-way: what is there is there
      return { status: 'in-progress', response: { status, ...response } };
    default:
      return undefined; // entered-in-error
  }
}

function requesterOf(
  transaction: Transaction,
  requester: Reference | undefined,
): { readonly practice: string; readonly practitioner: string } {
  if (requester === undefined) return { practice: '', practitioner: '' };
  const found = transaction.find(requester)?.resource;
  switch (found?.resourceType) {
    case 'Practitioner':
      return { practice: '', practitioner: nameText(found.name) ?? requester.display ?? '' };
    case 'Organization':
      return { practice: found.name ?? requester.display ?? '', practitioner: '' };
    case 'PractitionerRole': {
      const person = found.practitioner && transaction.find(found.practitioner)?.resource;
      const place = found.organization && transaction.find(found.organization)?.resource;
      const named = person?.resourceType === 'Practitioner' ? nameText(person.name) : undefined;
      return {
        practice:
          (place?.resourceType === 'Organization' ? place.name : undefined) ?? found.organization?.display ?? '',
        practitioner: named ?? found.practitioner?.display ?? requester.display ?? '',
      };
    }
    default:
      return { practice: '', practitioner: requester.display ?? '' };
  }
}

function clinicalTextOf({ code, reasonCode, note }: ServiceRequest): string {
  const words = (concept: Concept | undefined) => concept?.text ?? concept?.coding[0]?.display;
  const parts = [words(code), ...reasonCode.map(words), ...note.map(({ text }) => text)];
  return parts.filter((part) => part !== undefined).join('\n\n');
}

/** The hospital's day of a FHIR dateTime; undefined for one that names no day. */
function dayOf(dateTime: string | undefined): string | undefined {
  if (dateTime === undefined || !/^\d{4}-\d{2}-\d{2}/.test(dateTime)) return undefined;
  if (dateTime.length === 10) return dateTime;
  const at = new Date(dateTime);
  return Number.isNaN(at.getTime()) ? undefined : hospitalDay(at);
}
