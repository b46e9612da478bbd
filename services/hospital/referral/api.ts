/**
 * A referral as every source delivers it, and what becomes of it.
 *
 *   FHIR ───────┐
 *   e-RS ───────┤                         ┌─► taken      a new referral
 *   CSV rows ───┼─► IncomingReferral ─► take ─► known  had been taken before; what may change was changed
 *   a form ─────┘                         └─► refused    nothing was written; says why
 */
import { z } from 'zod';
import { laterality, nhsNumber } from '../../wire/patient.ts';

export const lesionsMax = 20;
export const documentsMax = 10;
export const documentBytesMax = 20 * 1024 * 1024;
/** Longest FHIR document that is kept as it came, its attachments left out. */
export const originalCharsMax = 1024 * 1024;

/** Text of a letter: what PostgreSQL and a printer can hold. Line feeds and tabs are text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
const controlOrBreak = /[\u0000-\u001f\u007f]/;

export function paragraph(charsMax: number) {
  return z
    .string()
    .max(charsMax, `Shorten this to ${charsMax} characters.`)
    .refine((text) => !control.test(text) && text.isWellFormed(), 'Remove the control characters.');
}

export function line(charsMax: number) {
  return z
    .string()
    .trim()
    .max(charsMax, `Shorten this to ${charsMax} characters.`)
    .refine(
      (text) => !controlOrBreak.test(text) && text.isWellFormed(),
      'Write this in one line, without control characters.',
    );
}

/** A part of a name. DICOM keeps `\`, `^` and `=` for itself (PS3.5, 6.2). */
export const namePart = line(64)
  .min(1, 'Enter the name.')
  .refine((text) => !/[\\^=]/.test(text), 'A name holds no backslash, ^ or =.');

export const day = z.iso.date('Enter a date that exists, as 1958-04-03.');

export const urgency = z.enum(['routine', 'urgent', 'suspected-cancer'], 'Choose routine, urgent or suspected-cancer.');

/** RFC 5321 and what people have: one @, no spaces. */
export const email = z.email('Enter an e-mail address, or leave it empty.').max(254, 'Shorten this to 254 characters.');

/** BCP 47, by its form. */
export const language = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Enter a language code such as en, ar or pt-BR.');

export const sex = z.enum(['female', 'male', 'other', 'unknown'], 'Choose female, male, other or unknown.');

export const incomingPatient = z.object({
  nhsNumber: nhsNumber,
  /** The hospital's own, when the sender knows it. */
  hospitalNumber: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,15}$/, 'A hospital number has at most 16 letters, digits and hyphens.')
    .optional(),
  familyName: namePart,
  givenName: namePart,
  dateOfBirth: day,
  sex: sex.optional(),
  address: z.array(line(120)).max(8, 'An address has at most eight lines.').default([]),
  postcode: line(10).optional(),
  email: email.optional(),
  telephone: line(40).optional(),
  language: language.default('en'),
});

export const incomingLesion = z.object({
  /** Words of the letter. */
  site: line(120).min(1, 'Say where the lesion is.'),
  side: laterality.optional(),
  /** A code of SNOMED CT or DICOM; kept when it is one of DICOM CID 4029. */
  code: z
    .string()
    .regex(/^[A-Za-z0-9.-]{1,18}$/, 'A code of a body site has at most 18 letters and digits.')
    .optional(),
  /** The sender's name of the lesion when that is a DICOM UID (PS3.5, 9.1). */
  trackingUid: z
    .string()
    .max(64)
    .regex(/^[0-2](\.(0|[1-9]\d*))+$/)
    .optional(),
});

export const incomingDocument = z.object({
  title: line(120).min(1, 'Give the document a title.'),
  /** PDF; its first bytes are checked when it is taken. */
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});

export const incomingReferral = z.object({
  source: z.enum(['fhir', 'ers', 'csv', 'form']),
  /** The sender's identifier, with its system: the same one again is the same referral. */
  sourceId: line(300).min(1).optional(),
  ubrn: z
    .string()
    .regex(/^\d{12}$/, 'A UBRN has twelve digits.')
    .optional(),
  urgency,
  practice: line(200).default(''),
  practitioner: line(200).default(''),
  clinicalText: paragraph(20_000).default(''),
  /** Day on which the referral was received: the 28-day clock starts. */
  receivedOn: day,
  patient: incomingPatient,
  /** May be empty where only the letter names them: the coordinator enters them. */
  lesions: z.array(incomingLesion).max(lesionsMax, `A referral names at most ${lesionsMax} lesions.`),
  documents: z
    .array(incomingDocument)
    .max(documentsMax, `A referral carries at most ${documentsMax} documents.`)
    .default([]),
  /** Answers that the patient gave before, as a FHIR R4 QuestionnaireResponse. */
  answers: z
    .object({ status: z.enum(['in-progress', 'completed', 'amended']), response: z.record(z.string(), z.unknown()) })
    .optional(),
  /** The document as it came. */
  original: z.unknown().optional(),
});

/** What a source hands in: defaults may be left out. */
export type IncomingReferral = z.input<typeof incomingReferral>;
/** The same, checked. */
export type CheckedReferral = z.output<typeof incomingReferral>;

/** Who hands it in, for the audit log: `service:fhir`, or the subject of a sign-in. */
export interface By {
  readonly who: string;
  readonly whoName: string;
}

export type Taken =
  | {
      readonly kind: 'taken';
      readonly id: string;
      readonly patient: string;
      /** Patients who may be the same person, and open referrals of the same patient: somebody should look. */
      readonly samePatient: readonly string[];
      readonly sameReferral: readonly string[];
    }
  | {
      readonly kind: 'known';
      readonly id: string;
      readonly patient: string;
      /** What was changed by it: names of fields, `lesion`, `letter`; empty when nothing was. */
      readonly changed: readonly string[];
    }
  | RefusedReferral;

export interface RefusedReferral {
  readonly kind: 'refused';
  readonly reason:
    | 'invalid' // something is missing, malformed or beyond a limit
    | 'patient-differs' // the number belongs to somebody else here
    | 'identifiers-differ'; // its two identifiers belong to two referrals
  /** A sentence for whoever sent it. Tells nothing of another patient. */
  readonly why: string;
  /** Which field each sentence is about: `patient.nhsNumber`, `lesions.0.site`. */
  readonly fields: Readonly<Record<string, string>>;
}

/** The port into which every source delivers. */
export interface Intake {
  take(incoming: IncomingReferral, by: By): Promise<Taken>;
}
