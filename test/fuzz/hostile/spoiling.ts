/** Which lie is told when, and telling it. What is drawn depends on the seed, the conversation, the operation and its time. */
import { disguised, madeUp } from './disguise.ts';
import type { Draw } from './draw.ts';
import { type LieName, lieNames, lies } from './lies.ts';
import { endingNames, type Line, passingNames, type RudenessName, rudenesses } from './rudeness.ts';
import { type Stage, stages, weights } from './stages.ts';
import { ok } from './upstream.ts';
import { type Answer, answerBytes } from './wire.ts';

export type CaseName = LieName | RudenessName | 'another make' | 'made up';

/** One lie told, or one rudeness. */
export interface Case {
  readonly conversation: number;
  readonly operation: number;
  readonly stage: Stage;
  readonly name: CaseName;
}

/** What is to happen to an operation, instead of chance: the `time`-th of its kind in a conversation, counted from 0. */
export type Script = (operation: number, time: number, conversation: number) => CaseName | undefined;

const spoiledAtStage = 0.6;
const spoiledElsewhere = 0.06;
const deviceInfo = 0x1001;
const openSession = 0x1002;

/** Whether the acknowledgement of a connection is spoiled, which is no answer. */
export const spoilsGreeting = (stage: Stage, draw: Draw): boolean =>
  stage === 'greeting' && draw.happens(spoiledAtStage);

/** Where a conversation is to be spoiled. */
export function drawnStage(draw: Draw): Stage {
  let left = draw.number(
    1,
    Object.values(weights).reduce((total, weight) => total + weight, 0),
  );
  for (const stage of stages) {
    left -= weights[stage];
    if (left <= 0) return stage;
  }
  return 'picture';
}

/** Slow ones come seldom, or the others would never come. */
const slow: ReadonlySet<CaseName> = new Set([
  'data without end',
  'data packets of nothing without end',
  'events without end',
] as const);

/** What happens to an operation of this stage, in a conversation that is to be spoiled at another or the same. */
export function drawnCase(
  mine: { readonly number: number; readonly stage: Stage },
  operation: number,
  stage: Stage,
  draw: Draw,
): CaseName | undefined {
  if (operation === deviceInfo && mine.stage === 'settings' && mine.number % 2 === 0) return 'another make';
  if (operation === openSession && mine.stage !== 'greeting') return undefined;
  if (!draw.happens(stage === mine.stage ? spoiledAtStage : spoiledElsewhere)) return undefined;
  const kind = draw.number(1, 100);
  const name = draw.one<CaseName>(kind <= 78 ? lieNames : kind <= 95 ? passingNames : endingNames);
  return slow.has(name) && draw.happens(0.8) ? draw.one(lieNames) : name;
}

/** Says it. Resolves once nothing more of it will be sent. */
export async function tellLie(
  name: CaseName,
  line: Line,
  operation: number,
  answer: Answer,
  draw: Draw,
): Promise<void> {
  if (name === 'another make') {
    line.command.write(answerBytes({ ...answer, data: disguised(answer.data ?? Buffer.alloc(0), draw) }));
  } else if (name === 'made up') {
    line.command.write(answerBytes({ ...answer, code: ok, data: madeUp(operation, draw) }));
  } else if (name in lies) {
    line.command.write(answerBytes(lies[name as LieName](answer, draw)));
  } else {
    await rudenesses[name as RudenessName](line, answer, draw);
  }
}
