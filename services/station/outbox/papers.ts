/**
 * Documents on their way into the outbox: corrections, visit records, and deeds, which are collected into one document.
 *
 *   deed ─► open ──full, old, visit ended, locked──► closed ─┐
 *   visit record, correction ───────────────────────► closed ┴─► journal written ─► sealed ─► outbox ─► courier ─► gone here
 *
 * A document has the name of its parcel before it is first written down, so whatever a power cut does, it is in the outbox
 * once: what the journal still has and the outbox has as well is only struck off.
 */
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { StationDeed } from '../../wire/deeds.ts';
import { parcelId, type StationId } from '../../wire/ids.ts';
import type { SignedManifest } from '../../wire/manifest.ts';
import { type ParcelDocument, sealDocument } from '../../wire/parcel.ts';
import type { Stage } from '../core/visit.ts';
import type { JournalPapers } from '../journal/contents.ts';
import type { Journal } from '../journal/journal.ts';
import type { KeepProblem, Outbox } from './outbox.ts';

/** So many deeds are sent at once, */
export const deedsTogether = 50;
/** and none is kept back longer than this. */
export const deedsAgeMsMax = 5 * 60_000;
/** Documents that may wait for a disk that takes nothing. More than this is years of clinics without one picture. */
export const closedMax = 1_000;

export interface Papers {
  deed(deed: StationDeed): void;
  /** A visit's record or a correction. */
  send(document: ParcelDocument): void;
  /** Deeds so far go on their way: a visit has ended, or the station locked. */
  closeDeeds(): void;
  /** What the journal has to hold. */
  pending(): JournalPapers;
  /** Bring what is closed into the outbox, as far as the disk takes it. Also to be called now and then. */
  forward(nowMs: number): Promise<void>;
}

export interface PapersOptions {
  readonly station: StationId;
  readonly recipients: readonly string[];
  readonly journal: Pick<Journal, 'changed' | 'written'>;
  readonly outbox: Pick<Outbox, 'keep' | 'manifest'>;
  readonly found: JournalPapers | undefined;
  readonly log: Logger;
  /** In the outbox: the courier may take it. */
  onKept(letter: SignedManifest): void;
  onProblem(why: KeepProblem): void;
}

export function papersOf(options: PapersOptions): Papers {
  const { station, journal, outbox, log } = options;
  let closed: readonly ParcelDocument[] = options.found?.closed ?? [];
  let open = options.found?.open ?? emptyDeeds();
  /** When the first of the open deeds came, on the program's clock. Those of an earlier life are old enough. */
  let openSinceMs = open.deeds.length > 0 ? Number.NEGATIVE_INFINITY : undefined;
  let forwarding: Promise<void> | undefined;

  function close(document: ParcelDocument): void {
    closed = [...closed, document];
    if (closed.length > closedMax) {
      log.error(
        { parcel: closed[0]?.parcel, paper: closed[0]?.kind },
        'too many papers wait for the disk: one is lost',
      );
      closed = closed.slice(1);
    }
    journal.changed();
  }

  function closeDeeds(): void {
    if (open.deeds.length === 0) return;
    const { parcel, deeds } = open;
    open = emptyDeeds();
    openSinceMs = undefined;
    close({ kind: 'deeds', version: 1, parcel, station, deeds });
  }

  async function forwardAll(): Promise<void> {
    for (let document = closed[0]; document !== undefined; document = closed[0]) {
      if (outbox.manifest(document.parcel) === undefined) {
        if ((await journal.written()) === 'not-written') return; // it would be another one after a power cut
        const sealed = await sealDocument(document, options.recipients);
        if (typeof sealed === 'string') throw new Error(`the hospital's keys cannot be sealed to: ${sealed}`);
        const kept = await outbox.keep(document.parcel, sealed);
        if (typeof kept === 'string') {
          log.error({ parcel: document.parcel, paper: document.kind, why: kept }, 'a paper could not be kept yet');
          options.onProblem(kept);
          return;
        }
        options.onKept(kept);
      }
      const done = document;
      closed = closed.filter((other) => other !== done);
      journal.changed();
    }
  }

  return {
    deed(deed) {
      open = { ...open, deeds: [...open.deeds, deed] };
      openSinceMs ??= performance.now();
      journal.changed();
      if (open.deeds.length >= deedsTogether) closeDeeds();
    },
    send: close,
    closeDeeds,
    pending: () => ({ closed, open }),
    forward(nowMs) {
      if (openSinceMs !== undefined && nowMs - openSinceMs >= deedsAgeMsMax) closeDeeds();
      forwarding ??= forwardAll().finally(() => {
        forwarding = undefined;
      });
      return forwarding;
    },
  };
}

/** Deeds are sent when a visit has ended, and when the station locks. */
export function endsDeeds(before: Stage, after: Stage): boolean {
  if (before.kind === after.kind) return false;
  return after.kind === 'locked' || (after.kind === 'clinic' && before.kind !== 'locked');
}

function emptyDeeds(): JournalPapers['open'] {
  return { parcel: parcelId.parse(randomUUID()), deeds: [] };
}
