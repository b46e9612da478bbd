/** What the pages may say, checked before anything acts on it. The shapes are those of `api/`, and nothing beside them. */
import { z } from 'zod';
import { simulatedFaults } from '../../../device/camera/simulated/faults.ts';
import { appointmentId, lesionId, parcelId, visitId } from '../../wire/ids.ts';
import { laterality, patient, siteCharactersMax } from '../../wire/patient.ts';
import { type AnswersGiven, answers } from '../../wire/questionnaire.ts';
import { pinDigitsMax, staffId } from '../../wire/staff.ts';
import { cannotReason, consentPurpose, exclusion, signature } from '../../wire/visit-record.ts';
import type { BenchCommand } from '../api/bench.ts';
import type { Command } from '../api/command.ts';
import type { PatientCommand } from '../api/patient.ts';
import type { Shot } from '../api/picture.ts';

/** The longest text that a page writes for the consultant: as long as a visit's record takes. */
const textCharactersMax = 2_000;
/** A badge's, a letter's or a body site's code. */
const codeCharactersMax = 64;
const lesionsMax = 20;
const picturesMax = 200;
/** Answers to one questionnaire, and how much room they may take in a visit's record. */
const answersMax = 60;
export const answersBytesMax = 128 * 1024;

const kind = <Kind extends string>(name: Kind) => z.literal(name);
const text = z.string().trim().min(1).max(textCharactersMax);
/** What somebody may have cleared again. */
const clearable = z.string().trim().max(textCharactersMax);
const code = z.string().min(1).max(codeCharactersMax);
/** Whatever was typed: whether it is right is compared, and wrong ones are counted. */
const typedPin = z.string().regex(/^\d+$/).max(pinDigitsMax);
const language = z.string().min(1).max(35);
const shot: z.ZodType<Shot> = z.enum(['locating', 'close-up', 'dermoscopic', 'dermoscopic-polarised']);
const place = z.strictObject({
  site: z.string().trim().min(1).max(siteCharactersMax),
  side: laterality.exactOptional(),
  code: code.exactOptional(),
});

// biome-ignore format: a table is read by columns
export const command: z.ZodType<Command> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: kind('active') }),
  z.strictObject({ kind: kind('drawn') }),
  z.strictObject({ kind: kind('scan'), code }),
  z.strictObject({ kind: kind('lock') }),
  z.strictObject({ kind: kind('confirm-camera'), serial: z.string().min(1).max(64) }),
  z.strictObject({ kind: kind('sign-in'), staff: staffId, pin: typedPin }),
  z.strictObject({ kind: kind('open-visit'), appointment: appointmentId }),
  z.strictObject({ kind: kind('register'), patient: patient.strict(), lesions: z.array(place).min(1).max(lesionsMax) }),
  z.strictObject({ kind: kind('did-not-attend'), appointment: appointmentId }),
  z.strictObject({ kind: kind('wrong-patient'), visit: visitId, pictures: z.array(parcelId).min(1).max(picturesMax).exactOptional(), note: clearable }),
  z.strictObject({ kind: kind('this-one'), appointment: appointmentId }),
  z.strictObject({ kind: kind('identify'), name: z.boolean(), address: z.boolean(), day: z.int().min(1).max(31), month: z.int().min(1).max(12) }),
  z.strictObject({ kind: kind('no-frame'), why: z.enum(['no-letter', 'unreadable']) }),
  z.strictObject({ kind: kind('not-this-patient') }),
  z.strictObject({ kind: kind('hand-over'), language }),
  z.strictObject({ kind: kind('photograph-paper'), on: z.boolean() }),
  z.strictObject({ kind: kind('questionnaire-done'), declined: z.boolean() }),
  z.strictObject({ kind: kind('exclusions'), found: z.array(exclusion).max(exclusion.options.length), why: text.exactOptional() }),
  z.strictObject({
    kind: kind('consent'),
    given: z.record(consentPurpose, z.boolean()),
    how: z.discriminatedUnion('kind', [
      z.strictObject({ kind: kind('signed'), strokes: signature }),
      z.strictObject({ kind: kind('verbal') }),
    ]),
  }),
  z.strictObject({ kind: kind('arm'), lesion: lesionId, shot }),
  z.strictObject({ kind: kind('disarm') }),
  z.strictObject({ kind: kind('press') }),
  z.strictObject({ kind: kind('keep') }),
  z.strictObject({ kind: kind('retake') }),
  z.strictObject({ kind: kind('cannot'), lesion: lesionId, why: cannotReason.exactOptional() }),
  z.strictObject({ kind: kind('wish'), text }),
  z.strictObject({ kind: kind('note'), text: clearable }),
  z.strictObject({ kind: kind('go'), to: z.enum(['questionnaire', 'consent', 'choosing', 'ending']) }),
  z.strictObject({ kind: kind('end-visit'), outcome: z.enum(['completed', 'ended-early']), why: text.exactOptional() }),
]);

function fits(given: AnswersGiven): boolean {
  return Object.keys(given).length <= answersMax && Buffer.byteLength(JSON.stringify(given)) <= answersBytesMax;
}

// biome-ignore format: a table is read by columns
export const patientCommand: z.ZodType<PatientCommand> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: kind('active') }),
  z.strictObject({ kind: kind('language'), language }),
  z.strictObject({ kind: kind('answers'), language, answers: answers.refine(fits) }),
  z.strictObject({ kind: kind('take-back'), pin: typedPin }),
  z.strictObject({ kind: kind('scan'), code }),
]);

const letter = z.enum(['own', 'other']);

// biome-ignore format: a table is read by columns
export const benchCommand: z.ZodType<BenchCommand> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: kind('pedal'), down: z.boolean() }),
  z.strictObject({ kind: kind('fault'), fault: z.enum(simulatedFaults), on: z.boolean() }),
  z.strictObject({ kind: kind('own-button') }),
  z.strictObject({ kind: kind('letter'), whose: letter.exactOptional() }),
  z.strictObject({ kind: kind('scan'), whose: letter }),
]);
