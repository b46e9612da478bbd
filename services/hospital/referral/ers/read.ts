/** A referral of e-RS (STU3) and its patient (R4, from the Personal Demographics Service) as an IncomingReferral. */
import { hospitalDay } from '../../database/clock.ts';
import type { IncomingReferral } from '../api.ts';
import { readPatient } from '../fhir/reading/patient.ts';
import { type HumanName, patient } from '../fhir/reading/shapes.ts';
import { urgencyOf } from '../fhir/reading/urgency.ts';
import {
  extensionOf,
  pathwayStartUrl,
  priorityUrl,
  type ReferralRequest,
  submittedUrl,
  worklistItemUrl,
  worklistList,
} from './shapes.ts';

export interface WorklistItem {
  readonly ubrn: string;
  /** Grows with every change of the referral there. */
  readonly version: number | undefined;
}

/** Undefined when it is no worklist. */
export function readWorklist(document: unknown): readonly WorklistItem[] | undefined {
  const parsed = worklistList.safeParse(document);
  if (!parsed.success) return undefined;
  return parsed.data.entry.flatMap(({ item, extension }) => {
    const ubrn = /^ReferralRequest\/(\d{12})$/.exec(item.reference)?.[1];
    const inside = extension.find(({ url }) => url === worklistItemUrl)?.extension ?? [];
    const version = extensionOf(inside, 'referralRequestVersion')?.valueInteger;
    return ubrn === undefined ? [] : [{ ubrn, version }];
  });
}

export function nhsNumberOf({ subject }: ReferralRequest): string | undefined {
  const value = subject.identifier?.value;
  return subject.identifier?.system?.endsWith('/Id/nhs-number') === true ? value : undefined;
}

/** Undefined when the demographics are not whole: then nobody can be sure who it is. */
export function readDemographics(document: unknown): IncomingReferral['patient'] | undefined {
  const parsed = patient.safeParse(document);
  if (!parsed.success) return undefined;
  const name = inForce(parsed.data.name);
  const read = readPatient({ resource: { ...parsed.data, name }, path: 'Patient' }, '');
  return Array.isArray(read) ? undefined : read;
}

/** The Personal Demographics Service marks the name in force as `usual`. */
function inForce(names: readonly HumanName[]): HumanName[] {
  const usual = names.filter(({ use }) => use === 'usual');
  return usual.length > 0 ? usual : [...names];
}

/**
 * Lesions stay empty: e-RS names none in a form that a program can read, they stand in the letter. `notTaken`: titles of
 * attachments that are no PDF.
 */
export function readReferralRequest(
  request: ReferralRequest,
  person: IncomingReferral['patient'],
  documents: IncomingReferral['documents'],
  { notTaken, today }: { readonly notTaken: readonly string[]; readonly today: string },
): IncomingReferral {
  const priority = extensionOf(request.extension, priorityUrl)?.valueCodeableConcept?.coding[0]?.code;
  const started =
    extensionOf(request.extension, pathwayStartUrl)?.valueDateTime ??
    extensionOf(request.extension, submittedUrl)?.valueDateTime;
  const at = new Date(started ?? Number.NaN);
  const left = notTaken.length === 0 ? '' : `Open in e-RS, for they are no PDF: ${notTaken.join(', ')}.`;
  return {
    source: 'ers',
    sourceId: request.id,
    ubrn: request.id,
    urgency: urgencyOf(priority, []),
    practice: request.requester?.onBehalfOf?.display ?? '',
    practitioner: request.requester?.agent?.display ?? '',
    clinicalText: left,
    receivedOn: Number.isNaN(at.getTime()) ? today : hospitalDay(at),
    patient: person,
    lesions: [],
    documents,
    original: request,
  };
}
