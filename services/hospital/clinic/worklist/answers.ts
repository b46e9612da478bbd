/** The answers of a FHIR QuestionnaireResponse (R4), flat, as the photographer reads them. */
import { z } from 'zod';

/** As many as a worklist holds for one appointment. */
const answersMax = 60;
const charsMax = 1_000;
/** Questions within questions. */
const depthMax = 5;

const coding = z.object({ code: z.string().optional(), display: z.string().optional() });
const answerForm = z.looseObject({
  valueBoolean: z.boolean().optional(),
  valueCoding: coding.optional(),
  valueQuantity: z.object({ value: z.number().optional(), unit: z.string().optional() }).optional(),
  item: z.array(z.unknown()).optional(),
});
const itemForm = z.object({
  linkId: z.string(),
  text: z.string().optional(),
  answer: z.array(answerForm).optional(),
  item: z.array(z.unknown()).optional(),
});
const responseForm = z.object({ item: z.array(z.unknown()).optional() });

export interface FlatAnswer {
  readonly question: string;
  readonly answer: string;
}

/** In the order of the questions; what is no item is passed over. */
export function flattened(response: unknown): readonly FlatAnswer[] {
  const read = responseForm.safeParse(response);
  const found = read.success ? answersOf(read.data.item ?? [], depthMax) : [];
  if (found.length <= answersMax) return found;
  const rest = {
    question: 'Further answers',
    answer: `${found.length - answersMax + 1} more are in the hospital's record`,
  };
  return [...found.slice(0, answersMax - 1), rest];
}

function answersOf(items: readonly unknown[], depth: number): readonly FlatAnswer[] {
  if (depth === 0) return [];
  return items.flatMap((each) => {
    const read = itemForm.safeParse(each);
    if (!read.success) return [];
    const { linkId, text, answer = [], item = [] } = read.data;
    const said = answer.map((one) => textOf(one)).filter((one) => one !== undefined);
    const own = said.length === 0 ? [] : [{ question: short(text ?? linkId), answer: short(said.join(', ')) }];
    const below = [...item, ...answer.flatMap((one) => one.item ?? [])];
    return [...own, ...answersOf(below, depth - 1)];
  });
}

function textOf(answer: z.infer<typeof answerForm>): string | undefined {
  const { valueBoolean, valueCoding, valueQuantity } = answer;
  if (valueBoolean !== undefined) return valueBoolean ? 'yes' : 'no';
  if (valueCoding !== undefined) return valueCoding.display ?? valueCoding.code;
  if (valueQuantity !== undefined)
    return [valueQuantity.value, valueQuantity.unit].filter((part) => part !== undefined).join(' ');
  for (const [name, value] of Object.entries(answer)) {
    if (name.startsWith('value') && (typeof value === 'string' || typeof value === 'number')) return String(value);
  }
  return Object.keys(answer).some((name) => name.startsWith('value')) ? "see the hospital's record" : undefined;
}

function short(text: string): string {
  return text.length <= charsMax ? text : `${text.slice(0, charsMax - 1)}…`;
}
