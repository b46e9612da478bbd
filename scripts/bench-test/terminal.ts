/**
 * What the engineer reads while it runs: a line for each part as it is done, what to do below it, a summary at the end.
 *
 *   ✓ camera        1.2 s  D750, serial 0001, firmware 1.10
 *   ✗ light         0.9 s  ring light driver: It takes no scene at all.
 *                          → Is its connector in, pins 29 to 40?
 *   – pedal                not tested: needs a foot on the pedal
 */
import { styleText } from 'node:util';
import type { Outcome } from './walk.ts';

export interface Paper {
  readonly write: (text: string) => void;
  /** Colours. */
  readonly isTerminal: boolean;
  /** A line for the part under way, overwritten when it is done: in the way where the engineer is asked questions. */
  readonly showsProgress: boolean;
  readonly columns: number;
}

const nameWidth = 13;
const timeWidth = 8;
const indent = ' '.repeat(2 + nameWidth + timeWidth + 2);
const columnsMin = 60;
const columnsMax = 110;

export function printer({ write, isTerminal, showsProgress, columns }: Paper) {
  const width = Math.min(columnsMax, Math.max(columnsMin, columns));
  const style = (format: 'green' | 'red' | 'yellow' | 'dim' | 'bold', text: string) =>
    isTerminal ? styleText(format, text, { validateStream: false }) : text;
  const marks = { ok: style('green', '✓'), failed: style('red', '✗'), skipped: style('dim', '–') } as const;

  /** Words in lines that fit beside the names; `mark` stands before the first. */
  function folded(words: string, mark = ''): string {
    const lines = [''];
    for (const word of words.split(' ')) {
      const line = `${lines.at(-1)}${lines.at(-1) === '' ? '' : ' '}${word}`;
      if (line.length > width - indent.length - mark.length && lines.at(-1) !== '') lines.push(word);
      else lines[lines.length - 1] = line;
    }
    return lines.map((line, index) => `${index === 0 ? mark : ' '.repeat(mark.length)}${line}`).join(`\n${indent}`);
  }

  return {
    title(line: string): void {
      write(`${style('bold', line)}\n\n`);
    },
    begin(part: string): void {
      if (showsProgress) write(style('dim', `… ${part}`));
    },
    outcome({ part, result, tookMs }: Outcome): void {
      if (showsProgress) write('\r\x1b[K');
      const time = `${(tookMs / 1000).toFixed(1)} s`.padStart(timeWidth);
      const head = (shown: string) => `${marks[result.kind]} ${part.padEnd(nameWidth)}${style('dim', shown)}  `;
      switch (result.kind) {
        case 'ok':
          write(`${head(time)}${folded(result.says)}\n`);
          for (const remark of result.remarks) write(`${indent}${style('yellow', folded(remark, '! '))}\n`);
          return;
        case 'failed':
          for (const [index, { part: culprit, why, whatToDo }] of result.faults.entries()) {
            write(`${index === 0 ? head(time) : indent}${folded(`${culprit}: ${why}`)}\n`);
            write(`${indent}${folded(whatToDo, '→ ')}\n`);
          }
          return;
        case 'skipped':
          write(`${head(' '.repeat(timeWidth))}${style('dim', folded(`not tested: ${result.why}`))}\n`);
      }
    },
    summary(outcomes: readonly Outcome[], cutShort: boolean): void {
      const of = (kind: Outcome['result']['kind']) =>
        outcomes.filter(({ result }) => result.kind === kind).map(({ part }) => part);
      const [failed, skipped] = [of('failed'), of('skipped')];
      const counts = [`${of('ok').length} work`, `${failed.length} failed`, `${skipped.length} not tested`].join(', ');
      const verdict = cutShort
        ? 'Cut short.'
        : failed.length > 0
          ? `Not fit for service: ${failed.join(', ')}.`
          : skipped.length === outcomes.length
            ? 'Nothing was tested.'
            : 'Everything that was tested works.';
      const colour = failed.length > 0 || cutShort ? 'red' : skipped.length === outcomes.length ? 'yellow' : 'green';
      write(`\n${style('bold', style(colour, verdict))} ${counts}.\n`);
      if (skipped.length > 0) write(`Not tested: ${skipped.join(', ')}.\n`);
    },
    line: (words: string): void => write(`${words}\n`),
  };
}
