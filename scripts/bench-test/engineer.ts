/** Whoever stands at the station with a foot for the pedal and an eye on the lamps, or nobody. */
import { createInterface } from 'node:readline';

export type Answer = 'yes' | 'no' | 'no-answer';

export interface Engineer {
  /** False when the bench test runs unattended: nothing that needs a hand or an eye is asked for. */
  readonly present: boolean;
  tell(line: string): void;
  /** `no-answer` when none came in time or the input ended. */
  confirm(question: string): Promise<Answer>;
  close(): void;
}

/** Long enough to walk round the couch. */
export const answerMsMax = 60_000;

export const nobody: Engineer = {
  present: false,
  tell: () => {},
  confirm: async () => 'no-answer',
  close: () => {},
};

/** Asks on the terminal. An empty line is a yes: the usual answer should cost one key. */
export function engineerAt(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Engineer {
  const lines = createInterface({ input, terminal: false });
  const isTyped = 'isTTY' in input && input.isTTY === true;
  let waiting: ((line: string | undefined) => void) | undefined;
  const early: string[] = [];
  let ended = false;
  lines.on('line', (line) => {
    if (waiting === undefined) early.push(line);
    else waiting(line);
  });
  lines.on('close', () => {
    ended = true;
    waiting?.(undefined);
  });

  async function nextLine(): Promise<string | undefined> {
    const before = early.shift();
    if (before !== undefined || ended) return before;
    return new Promise((resolve) => {
      const settle = (line: string | undefined) => {
        clearTimeout(timer);
        waiting = undefined;
        resolve(line);
      };
      const timer = setTimeout(() => settle(undefined), answerMsMax);
      waiting = settle;
    });
  }

  return {
    present: true,
    tell: (line) => void output.write(`    ${line}\n`),
    async confirm(question) {
      for (;;) {
        output.write(`    ${question} [Y/n] `);
        const line = await nextLine();
        if (line === undefined || !isTyped) output.write(`${line ?? ''}\n`); // nobody's Enter has ended the line
        if (line === undefined) return 'no-answer';
        if (/^\s*(y|yes)?\s*$/i.test(line)) return 'yes';
        if (/^\s*(n|no)\s*$/i.test(line)) return 'no';
      }
    },
    close: () => lines.close(),
  };
}
