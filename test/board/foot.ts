/**
 * A foot on a worn contact: what a line sees when somebody presses.
 *
 *   ▔▔▔▔▔▔▔▏▕▔▏▕▔▏▁▁▁▁▁▁▁▁▏▕▔▏▕▔▔▔
 *   rest   bounces   held    bounces
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Program } from './guest.ts';
import type { Lines } from './lines.ts';

/** As long as a foot holds at least, once the pedal has been seen to be down. */
const heldMs = 80;
/** Before a press: more than the press machine wants between two. */
const restMs = 900;
/** Between two edges of a bouncing contact. */
const bounceMs = 1;

/** Edges to and fro before the contact stays. */
const bounces = 2;

/** One press after a rest. Resolves when the station's pedal has seen the contact open. */
export async function press(lines: Lines, line: number, pedal: Program): Promise<void> {
  await wait(restMs);
  await settle(lines, line, 0, pedal);
  await wait(heldMs);
  await settle(lines, line, 1, pedal);
}

async function settle(lines: Lines, line: number, level: 0 | 1, pedal: Program): Promise<void> {
  const seen = pedal.next(`the pedal to be ${level ? 'up' : 'down'}`, isEdge(level));
  for (let bounce = 0; bounce < bounces; bounce++) {
    await lines.drive(line, level);
    await wait(bounceMs);
    await lines.drive(line, level ? 0 : 1);
    await wait(bounceMs);
  }
  await lines.drive(line, level);
  await seen;
}

/** The edge that leads to a level; the contact closes to ground. */
export function isEdge(level: 0 | 1): (told: { readonly kind: string; readonly [field: string]: unknown }) => boolean {
  return (told) => told.kind === 'edge' && told.down === (level === 0);
}
