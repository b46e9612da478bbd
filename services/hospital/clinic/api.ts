/** What the clinic service needs from whoever carries its worklists. Types only. */
import type { StationId } from '../../wire/ids.ts';
import type { SealedWorklist } from '../../wire/worklist.ts';

/** Puts a worklist where the station finds it: retained on the broker. Rejects when the broker did not take it. */
export type PublishWorklist = (station: StationId, worklist: SealedWorklist) => Promise<void>;
