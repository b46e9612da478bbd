/**
 * The hospital's answer to an offer, and again after each chunk that it has stored: the station's credit to send on.
 * Not signed: a forged grant can only make a station send sealed bytes.
 */
import { z } from 'zod';
import { held } from './held.ts';
import { parcelId, workerId } from './ids.ts';
import { windowMax } from './limits.ts';

const common = { version: z.literal(1), parcel: parcelId };

export const grant = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('take'),
    ...common,
    /** The worker that takes this parcel; chunks go to its topic. */
    worker: workerId,
    held,
    /** How many chunks may be under way that `held` does not show yet. */
    window: z.int().min(1).max(windowMax),
  }),
  z.object({ kind: z.literal('busy'), ...common, retryAfterMs: z.int().min(0).max(600_000) }),
  /** This parcel will not be taken as it is; a person has to look at the station or at its registration. */
  z.object({
    kind: z.literal('refused'),
    ...common,
    why: z.enum(['unknown-station', 'bad-signature', 'id-used-before']),
  }),
]);
export type Grant = z.infer<typeof grant>;
