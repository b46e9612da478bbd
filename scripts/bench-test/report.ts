/**
 * The report that goes with a ticket: one document, as JSON for programs and as text for people. Versions, serial
 * numbers, timings and sentences of ours; nothing of any patient comes near it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const figures = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const fault = z.object({ part: z.string().min(1), why: z.string().min(1), whatToDo: z.string().min(1) });

export const benchReport = z.object({
  kind: z.literal('bench-test'),
  version: z.literal(1),
  station: z.string(),
  desk: z.enum(['real', 'simulated']),
  attended: z.boolean(),
  startedAt: z.iso.datetime(),
  tookMs: z.number().nonnegative(),
  verdict: z.enum(['works', 'failed', 'cut-short']),
  machine: figures,
  parts: z.array(
    z.object({
      part: z.string(),
      tookMs: z.number().nonnegative(),
      result: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('ok'), says: z.string(), remarks: z.array(z.string()), figures }),
        z.object({ kind: z.literal('failed'), faults: z.array(fault).min(1), figures }),
        z.object({ kind: z.literal('skipped'), why: z.string() }),
      ]),
    }),
  ),
  /** What the camera's driver noted: its faults in the library's own words. */
  cameraNotes: z.array(z.string()),
});
export type BenchReport = z.infer<typeof benchReport>;

/** Paths of the two files, the readable one first. Creates the folder. */
export function writeReport(folder: string, report: BenchReport): readonly [textFile: string, jsonFile: string] {
  mkdirSync(folder, { recursive: true });
  const name = `bench-test-${report.station}-${report.startedAt.replaceAll(/[:.]/g, '-')}`;
  const [textFile, jsonFile] = [join(folder, `${name}.txt`), join(folder, `${name}.json`)];
  writeFileSync(textFile, reportText(report));
  writeFileSync(jsonFile, `${JSON.stringify(benchReport.parse(report), undefined, 2)}\n`);
  return [textFile, jsonFile];
}

const words = { ok: 'works', failed: 'FAILED', skipped: 'not tested' } as const;
const verdicts = { works: 'everything that was tested works', failed: 'FAILED', 'cut-short': 'cut short' } as const;

export function reportText(report: BenchReport): string {
  const head = [
    `Bench test of ${report.station}: ${verdicts[report.verdict]}`,
    `${report.startedAt}, ${seconds(report.tookMs)}, ${report.desk} desk, ${report.attended ? 'an engineer was asked' : 'unattended'}`,
    '',
    ...rows(report.machine),
  ];
  const parts = report.parts.flatMap(partLines);
  const notes =
    report.cameraNotes.length === 0
      ? []
      : ['', 'What the camera’s driver noted:', ...report.cameraNotes.map((note) => `  ${note}`)];
  return [...head, ...parts, ...notes, ''].join('\n');
}

function partLines({ part, tookMs, result }: BenchReport['parts'][number]): readonly string[] {
  const title = ['', `${part}: ${words[result.kind]} (${seconds(tookMs)})`];
  switch (result.kind) {
    case 'ok':
      return [
        ...title,
        `  ${result.says}`,
        ...result.remarks.map((remark) => `  ! ${remark}`),
        ...rows(result.figures),
      ];
    case 'failed':
      return [...title, ...result.faults.flatMap(faultLines), ...rows(result.figures)];
    case 'skipped':
      return [...title, `  ${result.why}`];
  }
}

function faultLines({ part, why, whatToDo }: z.infer<typeof fault>): readonly string[] {
  return [`  part     ${part}`, `  why      ${why}`, `  to do    ${whatToDo}`];
}

function rows(values: Readonly<Record<string, string | number | boolean>>): readonly string[] {
  return Object.entries(values).map(([name, value]) => `    ${name.padEnd(24)} ${value}`);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
