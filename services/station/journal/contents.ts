/** What is in the journal, checked when it is read. */
import { z } from 'zod';
import { correction } from '../../wire/correction.ts';
import { deeds, stationDeed } from '../../wire/deeds.ts';
import { moment, parcelId, sha256, visitId } from '../../wire/ids.ts';
import type { ParcelDocument } from '../../wire/parcel.ts';
import { quality } from '../../wire/quality.ts';
import { staffId } from '../../wire/staff.ts';
import { visitRecord } from '../../wire/visit-record.ts';
import type { Kept } from '../core/visit.ts';
import { aim, endedVisit, openVisit, orUndefined } from './visit-form.ts';

const kept: z.ZodType<Kept> = z.object({
  version: z.literal(1),
  day: z.iso.date(),
  visit: orUndefined(openVisit),
  back: z.enum(['questionnaire', 'consent', 'choosing', 'ending']),
  work: orUndefined(
    z.object({
      trigger: z.object({ id: parcelId, atMs: z.number(), at: moment }),
      visit: visitId,
      aim,
      sha256: orUndefined(sha256),
      quality: orUndefined(quality),
    }),
  ),
  ended: z.array(endedVisit),
  attempts: z.array(
    z.object({
      who: z.union([staffId, z.literal('badge')]),
      failed: z.int(),
      waitUntilEpochMs: orUndefined(z.number()),
    }),
  ),
});

/** Papers on their way to the outbox. */
const papers = z.object({
  /** Each is in a parcel of its own, whose name was chosen with it. Not changed any more. */
  closed: z.array(z.discriminatedUnion('kind', [correction, visitRecord, deeds])),
  /** Deeds that are still collected, and the parcel that they will travel in. */
  open: z.object({ parcel: parcelId, deeds: z.array(stationDeed) }),
});

export interface JournalPapers {
  readonly closed: readonly ParcelDocument[];
  readonly open: z.infer<typeof papers>['open'];
}

export interface JournalContents {
  readonly kept: Kept;
  readonly papers: JournalPapers;
}

export const journalContents: z.ZodType<JournalContents> = z.object({ kept, papers });
