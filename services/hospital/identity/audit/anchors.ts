/**
 * The end of the audit log, noted from time to time in a file of the home: a line for each, `<seq> <hash>`. Whoever holds
 * the database alone cannot change it, so the log's end cannot be cut off unseen before the last note.
 */
import { open, readFile } from 'node:fs/promises';
import type { Queries } from '../../database/api.ts';

export interface Anchor {
  readonly seq: number;
  readonly hash: string;
}

export interface Anchors {
  /** Notes the end of the log, unless it was the last one noted. */
  note(database: Queries): Promise<void>;
  /** Oldest first. */
  read(): Promise<readonly Anchor[]>;
}

export function openAnchors(path: string): Anchors {
  async function read(): Promise<readonly Anchor[]> {
    const text = await readFile(path, 'utf8').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
      throw error;
    });
    // a line that a power cut left unfinished has no end of line and counts for nothing
    return text
      .split('\n')
      .slice(0, -1)
      .flatMap((line) => {
        const [, seq, hash] = /^(\d{1,15}) ([0-9a-f]{64})$/.exec(line) ?? [];
        return seq === undefined || hash === undefined ? [] : [{ seq: Number(seq), hash }];
      });
  }

  return {
    read,
    async note(database) {
      const [end] = await database.query<Anchor>('select seq, hash from audit order by seq desc limit 1');
      const last = (await read()).at(-1);
      if (end === undefined || (last?.seq === end.seq && last.hash === end.hash)) return;
      const file = await open(path, 'a', 0o600);
      try {
        await file.write(`\n${end.seq} ${end.hash}\n`); // begins a line of its own whatever was left before it
        await file.sync();
      } finally {
        await file.close();
      }
    },
  };
}
