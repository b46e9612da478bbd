/** Whether another picture can be kept safe here, and which ones need not be kept any longer. */
import type { ParcelId } from '../../wire/ids.ts';

export type DiskState = 'ok' | 'full' | 'failed';

/** Below this much room no picture is begun: several of the largest parcels still fit. */
export const freeBytesMin = 512 * 1024 * 1024;

/** What a look at the disk found. `failed`: it did not take and keep a few bytes. */
export type DiskLook = { readonly kind: 'failed' } | { readonly kind: 'works'; readonly freeBytes: number };

export function diskState(look: DiskLook): DiskState {
  if (look.kind === 'failed') return 'failed';
  return look.freeBytes < freeBytesMin ? 'full' : 'ok';
}

/** A parcel that the hospital has signed for. */
export interface Received {
  readonly id: ParcelId;
  readonly receivedAtMs: number;
}

/** The parcels whose grace time is over; a full disk waits for no grace. None is named that has no receipt. */
export function purgeable(
  received: readonly Received[],
  nowMs: number,
  graceMs: number,
  disk: DiskState,
): readonly ParcelId[] {
  return received.filter(({ receivedAtMs }) => disk === 'full' || nowMs - receivedAtMs >= graceMs).map(({ id }) => id);
}
