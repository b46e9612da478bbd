/** What the core keeps over a restart, and how a station begins with what its last life kept. */
import type { StationId } from '../../wire/ids.ts';
import { clinicDay } from '../clinic/clinic-time.ts';
import { begin, keptOf, resumed } from '../core/begin.ts';
import { step } from '../core/step.ts';
import type { Kept, State } from '../core/visit.ts';
import { momentOf } from '../events.ts';
import type { Outbox } from '../outbox/outbox.ts';

export interface Keeping {
  /** Locked; with the visit behind the lock that was open, and with what the hospital has said of its pictures since. */
  readonly first: State;
  /** Whether something that has to outlive a restart is another than at the last call. */
  changed(state: State): boolean;
  /** What the latest `changed` has seen. */
  kept(): Kept;
}

export function keeping(
  station: StationId,
  found: Kept | undefined,
  outbox: Pick<Outbox, 'manifest' | 'receipt'>,
): Keeping {
  const empty = begin(station);
  const today = () => clinicDay(new Date());
  const first =
    found === undefined
      ? empty
      : withReceipts(
          resumed(empty, found, (id) => outbox.manifest(id) !== undefined),
          outbox,
        );
  let latest = found ?? keptOf(empty, today());
  return {
    first,
    changed(state) {
      const before = latest;
      latest = keptOf(state, today(), before);
      return latest !== before;
    },
    kept: () => latest,
  };
}

/** Receipts are durable in the ledger, and may have come after the journal was last written. */
function withReceipts(state: State, outbox: Pick<Outbox, 'receipt'>): State {
  const { stage, ended } = state;
  const open = 'visit' in stage && stage.visit !== undefined ? [stage.visit] : [];
  const pictures = [...open, ...ended]
    .flatMap((visit) => visit.pictures)
    .filter((picture) => picture.state === 'saved');
  return pictures.reduce((before, { id }) => {
    const receipt = outbox.receipt(id);
    if (receipt === undefined) return before;
    const { outcome, filedAs } = receipt;
    return step(before, { kind: 'receipt', id, outcome, filedAs, now: momentOf() }).state;
  }, state);
}
