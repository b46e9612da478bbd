/** What requests of the pages say, checked. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { laterality } from '../../../wire/patient.ts';
import type { Staff } from '../../identity/api.ts';
import { type By, line, paragraph } from '../api.ts';
import type { Done } from '../decisions.ts';
import { cursorOf } from '../list.ts';

export const uuid = z.uuid().transform((text) => text.toLowerCase());
const reason = paragraph(1_000).transform((text) => text.trim());

const referralStates = z.enum(['received', 'accepted', 'booked', 'seen', 'closed', 'rejected', 'duplicate']);
const urgencies = z.enum(['routine', 'urgent', 'suspected-cancer']);

/** `received,accepted` */
function listOf<Word extends z.ZodType>(word: Word) {
  const words = (value: unknown) =>
    typeof value === 'string' ? value.split(',').filter((part) => part !== '') : (value ?? []);
  return z.preprocess(words, z.array(word).max(10));
}

export const referralQuery = z.object({
  state: listOf(referralStates),
  urgency: listOf(urgencies),
  q: z.string().default(''),
  after: z
    .string()
    .transform((text, context) => {
      const cursor = cursorOf(text);
      if (cursor === undefined) context.addIssue('Take `after` from the `next` of the page before.');
      return cursor;
    })
    .optional(),
});

export const patientQuery = z.object({ q: z.string().default(''), after: z.string().max(300).optional() });

export const decision = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accept') }),
  z.object({ kind: z.literal('reject'), reason: reason.pipe(z.string().min(3, 'Say why it is rejected.')) }),
  z.object({ kind: z.literal('duplicate'), of: uuid }),
]);

export const lesionBody = z.object({
  site: line(120).min(1, 'Say where the lesion is.'),
  side: laterality.optional(),
  code: line(18).optional(),
});

export const siteBody = z.object({ code: line(18).min(1) });

export const mergeBody = z.object({
  into: uuid,
  why: reason.pipe(z.string().min(3, 'Say how you know that both are one person.')),
  otherBirthday: z.literal(true).optional(),
});

/** For the audit log. */
export function byOf({ subject, name }: Staff): By {
  return { who: subject, whoName: name };
}

/** The parsed value; or undefined, and the request is answered: 422 with `fields`. */
export function parsedOr422<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  reply: FastifyReply,
): z.output<Schema> | undefined {
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues) fields[path.map(String).join('.')] ??= message;
  reply.code(422).send({ error: 'Some fields have to be put right.', fields });
  return undefined;
}

/** The id in the path; or undefined, and the request is answered: 404, as for an id that nothing has. */
export function idOr404(text: unknown, reply: FastifyReply, error: string): string | undefined {
  const parsed = uuid.safeParse(text);
  if (parsed.success) return parsed.data;
  reply.code(404).send({ error });
  return undefined;
}

/** Answers what could not be done; true when it was done. */
export function isDone<Value>(
  outcome: Done<Value>,
  reply: FastifyReply,
): outcome is { readonly kind: 'done'; readonly value: Value } {
  if (outcome.kind === 'done') return true;
  reply.code(outcome.kind === 'missing' ? 404 : 409).send({ error: outcome.error });
  return false;
}
