/**
 * What the station has to remember over a power cut: the open visit, the day's ended visits, failed sign-ins, and papers
 * that are not in the outbox yet. One file, sealed to the station itself, replaced whole.
 *
 *   change ─► dirty ─► JSON ─► sealBytes([this station]) ─► journal.age      one write at a time, the latest contents win
 *
 * A file that cannot be opened, or that another version wrote, is set aside and the station starts locked without it.
 */
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { identityToRecipient } from 'age-encryption';
import type { Logger } from 'pino';
import { replaceDurably } from '../../disk/durable.ts';
import { openBytes, sealBytes } from '../../wire/sealing.ts';
import { copiesFolder, type KeptCopies, openKeptCopies } from '../pictures/kept-copies.ts';
import { type JournalContents, journalContents } from './contents.ts';
import { removeDrafts } from './drafts.ts';

/** Journals that could not be read are kept for an engineer, the latest ones. */
export const setAsideMax = 5;

/** `not-written`: the disk did not take it; the latest contents are tried again with the next change or call. */
export type Written = 'written' | 'not-written';

export interface Journal {
  /** What the last life of this station wrote. */
  readonly found: JournalContents | undefined;
  /** The contents have changed: they are asked for when the disk is free. */
  changed(): void;
  /** Resolves once the contents as they are now, or later ones, are on the disk; or did not get there. */
  written(): Promise<Written>;
}

export interface JournalOptions {
  readonly file: string;
  /** The station's own age identities: the first one is sealed to, any of them opens. */
  readonly identities: readonly string[];
  readonly log: Logger;
}

/** The contents come from whoever calls `from`, as late as possible: one write then holds everything until then. */
export interface JournalWriter extends Journal {
  from(contents: () => JournalContents): void;
  /** Beside it: small copies of the open visit's pictures. */
  readonly copies: KeptCopies;
}

export async function openJournal({ file, identities, log }: JournalOptions): Promise<JournalWriter> {
  const [own] = identities;
  if (own === undefined) throw new Error('This station has no identity of its own to seal its journal to. Enrol it.');
  const recipient = await identityToRecipient(own);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await removeDrafts(file);
  const found = await read();
  const copies = await openKeptCopies({
    folder: copiesFolder(file),
    ...{ recipient, identities, log },
    visit: found?.kept.visit,
  });
  let contents: (() => JournalContents) | undefined;
  /** How often the contents have changed, and how much of that the disk has. */
  let changes = 0;
  let kept = 0;
  let writing: Promise<void> | undefined;

  async function read(): Promise<JournalContents | undefined> {
    const sealed = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (sealed === undefined) return undefined;
    const plain = await openBytes(sealed, identities);
    const parsed = typeof plain === 'string' ? plain : journalContents.safeParse(jsonOf(plain));
    if (typeof parsed !== 'string' && parsed.success) return parsed.data;
    const why = typeof parsed === 'string' ? parsed : 'another-form';
    const aside = await setAside(file);
    log.error({ why, aside }, 'the journal cannot be read: it is set aside, and the station starts without it');
    return undefined;
  }

  async function write(): Promise<void> {
    await Promise.resolve(); // whatever else the change asks for is done first: a shutter waits for nothing
    while (kept < changes && contents !== undefined) {
      const at = changes;
      const sealed = await sealBytes([Buffer.from(JSON.stringify(contents()))], [recipient]);
      if (typeof sealed === 'string') throw new Error(`the journal cannot be sealed to this station: ${sealed}`);
      const problem = await replaceDurably(file, sealed).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (problem !== undefined) {
        log.error({ err: problem }, 'the journal could not be written');
        await removeDrafts(file).catch(() => undefined); // the disk is in trouble: the station tries it itself and says so
        return;
      }
      kept = at;
    }
  }

  function start(): Promise<void> {
    writing ??= write().finally(() => {
      writing = undefined;
    });
    return writing;
  }

  return {
    found,
    copies,
    from(ask) {
      contents = ask;
    },
    changed() {
      changes += 1;
      void start(); // rejects for a bug only, which ends the program
    },
    async written() {
      const wanted = changes;
      if (kept < wanted) await start();
      if (kept < wanted) await start(); // the first one may have been under way, and may have failed, before the change
      return kept >= wanted ? 'written' : 'not-written';
    },
  };
}

/** Renames the file, lets go of older ones; the new name. */
async function setAside(file: string): Promise<string> {
  const folder = dirname(file);
  const prefix = 'journal-aside-';
  const name = `${prefix}${new Date().toISOString().replaceAll(':', '')}.age`;
  await rename(file, join(folder, name));
  const all = (await readdir(folder)).filter((entry) => entry.startsWith(prefix)).sort();
  await Promise.all(all.slice(0, -setAsideMax).map((entry) => rm(join(folder, entry), { force: true })));
  return name;
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined; // no form accepts it
  }
}
