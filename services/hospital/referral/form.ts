/** A referral that a coordinator types in, because only its letter came. */
import { z } from 'zod';
import { laterality, nhsNumber } from '../../wire/patient.ts';
import { lesionsOfPathwayMax } from './advice.ts';
import {
  day,
  documentBytesMax,
  email,
  type IncomingReferral,
  language,
  line,
  namePart,
  paragraph,
  sex,
  urgency,
} from './api.ts';

/** Base64 takes four characters for three bytes. */
export const letterCharsMax = Math.ceil(documentBytesMax / 3) * 4;

const form = z.object({
  nhsNumber: z
    .string()
    .transform((text) => text.replaceAll(/[\s-]/g, ''))
    .pipe(nhsNumber),
  familyName: namePart,
  givenName: namePart,
  dateOfBirth: day,
  sex: sex.optional(),
  address: z.array(line(120)).max(8, 'An address has at most eight lines.'),
  postcode: line(10).optional(),
  email: z.string().optional(),
  telephone: line(40).optional(),
  language,
  urgency,
  practice: line(200).min(1, 'Enter the practice.'),
  practitioner: line(200),
  clinicalText: paragraph(20_000),
  receivedOn: day,
  lesions: z
    .array(
      z.object({
        site: line(120).min(1, 'Say where the lesion is.'),
        side: laterality.optional(),
        code: line(18).optional(),
      }),
    )
    .min(1, 'Enter at least one lesion: only lesions of the letter are photographed.')
    .max(lesionsOfPathwayMax, `Enter at most ${lesionsOfPathwayMax} lesions: the pathway excludes more.`),
  letter: z
    .object({
      title: line(120).min(1, 'Give the letter a title.'),
      base64: z
        .string()
        .max(letterCharsMax, `A letter is a PDF of at most ${documentBytesMax / (1024 * 1024)} MB.`)
        .refine((text) => base64Bytes(text)?.subarray(0, 5).toString('latin1') === '%PDF-', 'Choose a PDF.'),
    })
    .optional(),
});

export type FormOutcome =
  | { readonly kind: 'filled'; readonly referral: IncomingReferral }
  | { readonly kind: 'refused'; readonly error: string; readonly fields: Readonly<Record<string, string>> };

/** What only the record can tell (whose number it is) is checked when the referral is taken. */
export function readForm(body: unknown): FormOutcome {
  const parsed = form.safeParse(body);
  const fields: Record<string, string> = {};
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) fields[fieldName(path)] ??= message;
  }
  const address = mailAddress(parsed.data?.email);
  if (address === 'wrong') fields.email = 'Enter an e-mail address, or leave it empty.';
  if (!parsed.success || Object.keys(fields).length > 0) {
    return { kind: 'refused', error: 'Some fields have to be put right.', fields };
  }
  const filled = parsed.data;
  const bytes = filled.letter === undefined ? undefined : base64Bytes(filled.letter.base64);
  return {
    kind: 'filled',
    referral: {
      source: 'form',
      urgency: filled.urgency,
      practice: filled.practice,
      practitioner: filled.practitioner,
      clinicalText: filled.clinicalText,
      receivedOn: filled.receivedOn,
      patient: {
        nhsNumber: filled.nhsNumber,
        familyName: filled.familyName,
        givenName: filled.givenName,
        dateOfBirth: filled.dateOfBirth,
        sex: filled.sex,
        address: filled.address.filter((text) => text !== ''),
        postcode: filled.postcode === '' ? undefined : filled.postcode,
        email: address,
        telephone: filled.telephone === '' ? undefined : filled.telephone,
        language: filled.language,
      },
      lesions: filled.lesions.map(({ code, ...lesion }) => ({ ...lesion, code: code === '' ? undefined : code })),
      documents: bytes === undefined ? [] : [{ title: filled.letter?.title ?? '', bytes }],
    },
  };
}

function mailAddress(text: string | undefined): string | undefined | 'wrong' {
  if (text === undefined || text.trim() === '') return undefined;
  return email.safeParse(text.trim()).success ? text.trim() : 'wrong';
}

/** Named as in `ReferralForm` of web/api/referrals.ts; the letter is one field of the page. */
function fieldName(path: readonly PropertyKey[]): string {
  return path[0] === 'letter' ? 'letter' : path.map(String).join('.');
}

/** A field of an `IncomingReferral` by its name in the form. */
export function formField(field: string): string {
  return field.startsWith('documents') ? 'letter' : field.replace(/^patient\./, '');
}

/** Undefined for text that is not base64 (RFC 4648, 4). White space between is allowed, as FHIR allows it. */
export function base64Bytes(text: string): Buffer | undefined {
  const dense = /\s/.test(text) ? text.replaceAll(/\s+/g, '') : text;
  if (dense.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(dense)) return undefined;
  return Buffer.from(dense, 'base64');
}
