/** How a program in the guest talks to the test: JSON lines out, plain lines in. */
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { createInterface } from 'node:readline';

/** The name under which the agent started this program. */
const from = process.argv[2];

/** One write for one line, at once: the port is shared with other programs. */
export function tell(kind: string, fields: Readonly<Record<string, unknown>> = {}): void {
  writeSync(1, `${JSON.stringify({ from, kind, ...fields })}\n`);
}

export function onWord(listener: (word: string) => void): void {
  createInterface({ input: process.stdin }).on('line', listener);
}

/** The first word of every program. What Node compiled is kept for the next one, which then starts in half the time. */
export function ready(fields: Readonly<Record<string, unknown>> = {}): void {
  flushCompileCache();
  tell('ready', fields);
}
