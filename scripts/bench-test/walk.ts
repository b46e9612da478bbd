/**
 * Walks the checks in their order, one at a time.
 *
 *   station's unit stopped ─ desk opened ─ camera … light ─ desk closed ─ unit started ─ screen … broker
 *
 * The parts on a desk belong to one program at a time, so the station's own has to be away while they are tested, and
 * back when its screen is.
 */
import type { Desk } from '../../services/station/desk.ts';
import { type Check, type Fault, type PartName, partNames, type Result, type Surroundings } from './check.ts';
import { checks } from './checks.ts';
import type { StationUnit } from './unit.ts';

export interface Outcome {
  readonly part: PartName | 'desk' | 'station-unit';
  readonly result: Result;
  readonly tookMs: number;
}

export interface Walk {
  readonly around: Surroundings;
  /** Parts to test, with those they need; all when not given. */
  readonly only?: readonly PartName[];
  /** Opens the parts; rejects with a sentence of the driver's when the machine does not have them. */
  readonly openDesk: () => Promise<Desk>;
  /** The station's own program, when it runs as a unit here. */
  readonly unit?: StationUnit;
  /** Before each part, and after it. */
  readonly onBegin?: (part: Outcome['part']) => void;
  readonly onOutcome?: (outcome: Outcome) => void;
  /** Cuts the walk short: no further part is begun. The desk is still closed and the unit started. */
  readonly signal?: AbortSignal;
}

/** Every outcome, in the order in which they came. */
export async function walk(plan: Walk): Promise<readonly Outcome[]> {
  const chosen = withNeeds(plan.only ?? partNames);
  const selected = checks.filter(({ name }) => chosen.has(name));
  const onDesk = selected.filter((check) => check.where === 'desk');
  const outcomes: Outcome[] = [];
  const failed = new Set<Outcome['part']>();

  async function take(part: Outcome['part'], work: () => Promise<Result>): Promise<void> {
    plan.onBegin?.(part);
    const startedMs = performance.now();
    const result = await work();
    const outcome = { part, result, tookMs: Math.round(performance.now() - startedMs) };
    if (result.kind !== 'ok') failed.add(part);
    outcomes.push(outcome);
    plan.onOutcome?.(outcome);
  }

  async function takeCheck(check: Check, work: () => Promise<Result>): Promise<void> {
    if (plan.signal?.aborted) return;
    const missing = check.needs.find((need) => failed.has(need));
    if (missing === undefined) return take(check.name, () => inTime(check, work()));
    return take(check.name, async () => ({ kind: 'skipped', why: `the ${missing} does not work` }));
  }

  const stopped = onDesk.length > 0 ? await plan.unit?.stop() : undefined;
  if (stopped !== undefined) await take('station-unit', async () => failure(stopped));
  try {
    if (onDesk.length > 0) await walkDesk();
  } finally {
    const started = onDesk.length > 0 ? await plan.unit?.start() : undefined;
    if (started !== undefined) await take('station-unit', async () => failure(started));
  }
  for (const check of selected) if (check.where === 'machine') await takeCheck(check, () => check.run(plan.around));
  return outcomes;

  async function walkDesk(): Promise<void> {
    const desk = await opened();
    if (desk === undefined) {
      for (const check of onDesk) {
        await take(check.name, async () => ({ kind: 'skipped', why: 'the desk could not be opened' }));
      }
      return;
    }
    try {
      for (const check of onDesk) await takeCheck(check, () => check.run(desk, plan.around));
    } finally {
      await Promise.all([desk.parts.camera.close(), desk.parts.pedal.close(), desk.parts.light.close()]);
      await desk.close();
    }
  }

  /** The drivers' own sentences name the line, the device or the group: they are the fault. */
  async function opened(): Promise<Desk | undefined> {
    try {
      return await plan.openDesk();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const whatToDo =
        'Do what the sentence says. If another program holds the part, stop it: --station-unit does that.';
      await take('desk', async () => failure({ part: 'a part on the desk', why, whatToDo }));
      return undefined;
    }
  }
}

function withNeeds(names: readonly PartName[]): ReadonlySet<PartName> {
  const needed = checks.filter(({ name }) => names.includes(name)).flatMap(({ needs }) => needs);
  return new Set([...names, ...needed]);
}

function failure(fault: Fault): Result {
  return { kind: 'failed', faults: [fault], figures: {} };
}

/** Every check keeps limits of its own; this one is for what none of them foresaw. */
async function inTime({ name, limitMs }: Check, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Result>((resolve) => {
    const why = `The test of this part did not end within ${limitMs / 1000} s.`;
    const whatToDo = `Run it alone: --only ${name}. If it hangs again, switch the part off and on.`;
    timer = setTimeout(() => resolve(failure({ part: name, why, whatToDo })), limitMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
