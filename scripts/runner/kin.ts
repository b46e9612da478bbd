/**
 * The processes that a program started, found even when the program is gone and they belong to nobody.
 *
 *   program (leads a process group; carries a mark in its environment)
 *     ├── child                      found by the group and by the mark
 *     └── child in a group of its own    found by the mark, which children inherit
 *
 * Linux only: reads /proc. A child with its own group and an emptied environment is not found.
 */
import { readdirSync, readFileSync } from 'node:fs';

/** Marks are handed down in this variable; a program inside a program adds its own mark to it. */
export const markVariable = 'LENTIGO_STARTED_BY';

/** A browser's command line fills a page; its beginning says who it is. */
const commandCharsMax = 120;

export interface Kin {
  readonly pid: number;
  /** When it started, in clock ticks since boot: with it a process is not mistaken for a later one of the same number. */
  readonly startedTicks: string;
  readonly command: string;
}

/** Living processes that carry `mark`, belong to group `group`, or are among `known`. Zombies do not live. */
export function findKin(mark: string, group: number | undefined, known: readonly Kin[] = []): Kin[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name): Kin[] => {
      const stat = read(name, 'stat');
      if (stat === undefined) return [];
      // proc_pid_stat(5): pid (comm) state ppid pgrp … starttime is field 22. The name may hold spaces and brackets.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const [state, , processGroup] = fields;
      const startedTicks = fields[19] ?? '';
      if (state === 'Z' || state === 'X') return [];
      const pid = Number(name);
      const ours =
        Number(processGroup) === group ||
        known.some((kin) => kin.pid === pid && kin.startedTicks === startedTicks) ||
        read(name, 'environ')?.includes(mark);
      if (!ours) return [];
      const command = read(name, 'cmdline')?.replaceAll('\0', ' ').trim().slice(0, commandCharsMax);
      return [{ pid, startedTicks, command: command || stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')) }];
    });
}

/** Ends them at once. One that has ended by itself meanwhile is left in peace. */
export function endKin(kin: readonly Kin[]): void {
  for (const { pid } of kin) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if (codeOf(error) !== 'ESRCH') throw error;
    }
  }
}

/** A file of a process, or `undefined` when the process is gone or belongs to somebody else. */
function read(pid: string, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(codeOf(error) ?? '')) return undefined;
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
