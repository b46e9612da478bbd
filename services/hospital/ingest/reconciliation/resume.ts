/** What people in the hospital had asked for when this program ended: finished once, at its start. */
import { settleCorrections } from '../corrections.ts';
import type { IngestDeps } from '../filing.ts';
import { isPassing } from '../trouble.ts';
import { finishDecisions } from './decision.ts';

/**
 * Decisions that were begun, and pictures that were to be taken back. What stations had sent they send again by themselves.
 * False when archive or database are away: it is all written down, and the next start, or the same request again, does it.
 */
export async function resumeWork(deps: IngestDeps): Promise<boolean> {
  try {
    await finishDecisions(deps);
    await settleCorrections(deps, 'all');
    return true;
  } catch (error) {
    if (!isPassing(error)) throw error;
    deps.log.error({ err: error }, 'what people had decided cannot be finished yet');
    return false;
  }
}
