/** From what changed to the resources that tell of it, made from the record as it is now. */
import type { Queries } from '../../database/api.ts';
import type { OutboundSubject } from '../../database/trail.ts';
import { documentReferenceOf } from './documentReference.ts';
import type { Naming, Resource } from './fhir.ts';
import { imagingStudyOf } from './imagingStudy.ts';
import { readAppointment, readDocument, readStudy, studiesOfVisit } from './records.ts';
import { taskOf } from './task.ts';

export interface Rendered {
  readonly resource: Resource;
  /** Whom it is about, and of which referral: ids of our tables. */
  readonly patient: string;
  readonly referral: string;
}

/** Why nothing can be told: a sentence for central IT. */
export interface Untold {
  readonly kind: 'untold';
  readonly why: string;
}

const nothingThere: Untold = { kind: 'untold', why: 'The record holds nothing under this name.' };
const twoPatients: Untold = {
  kind: 'untold',
  why: 'One study holds pictures of two patients. Settle which are wrong in the reconciliation queue, then try again.',
};

/** Every resource that tells of `subject`: at least one. */
export async function render(
  on: Queries,
  subject: OutboundSubject,
  naming: Naming,
): Promise<readonly Rendered[] | Untold> {
  switch (subject.kind) {
    case 'task':
      return only(await renderTask(on, subject.appointment, naming));
    case 'imaging-study': {
      const rendered: Rendered[] = [];
      for (const studyUid of await studiesOfVisit(on, subject.visit)) {
        const study = await renderStudy(on, studyUid, naming);
        if (study === 'two-patients') return twoPatients;
        if (study !== undefined) rendered.push(study);
      }
      return rendered.length > 0 ? rendered : nothingThere;
    }
    case 'document':
      return only(await renderDocument(on, subject.document, naming));
    default:
      return subject satisfies never;
  }
}

/** `id`: of the resource, or our own name of the appointment. */
export async function renderTask(on: Queries, id: string, naming: Naming): Promise<Rendered | undefined> {
  const record = await readAppointment(on, id);
  return record && { resource: taskOf(record, naming), patient: record.patient.id, referral: record.referral.id };
}

export async function renderStudy(
  on: Queries,
  studyUid: string,
  naming: Naming,
): Promise<Rendered | 'two-patients' | undefined> {
  const record = await readStudy(on, studyUid);
  if (record === undefined || record === 'two-patients') return record;
  return { resource: imagingStudyOf(record, naming), patient: record.patient.id, referral: record.referral.id };
}

/** `id` must be a UUID. */
export async function renderDocument(on: Queries, id: string, naming: Naming): Promise<Rendered | undefined> {
  const record = await readDocument(on, id);
  return (
    record && {
      resource: documentReferenceOf(record, naming),
      patient: record.patient.id,
      referral: record.referral.id,
    }
  );
}

function only(rendered: Rendered | undefined): readonly Rendered[] | Untold {
  return rendered === undefined ? nothingThere : [rendered];
}
