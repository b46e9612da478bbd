/** Asks the worker, and judges a complaint: does the camera merely refuse, or is the conversation over? */

import type { CameraFault } from '../../ports.ts';
import type { Desk } from '../desk.ts';
import { conversationSurvives, faultOf } from '../faults.ts';
import type { Outcome, Work } from '../protocol.ts';
import type { WorkerProcess } from '../worker-process.ts';

export type Reply =
  | Exclude<Outcome, { kind: 'trouble' }>
  | { readonly kind: 'refused'; readonly fault: CameraFault; readonly code: number }
  /** `killed`: the worker was in the middle of it, and so may the camera be. */
  | { readonly kind: 'broken-down'; readonly fault: CameraFault; readonly killed: boolean };

export type Ask = (work: Work, deadlineMs: number) => Promise<Reply>;

export function asking(worker: WorkerProcess, desk: Desk): Ask {
  return async (work, deadlineMs) => {
    const outcome = await worker.ask(work, deadlineMs);
    if (outcome === 'late') {
      desk.note({ kind: 'worker-late', during: work.kind, deadlineMs: Math.round(deadlineMs) });
      return { kind: 'broken-down', fault: 'timed-out', killed: true };
    }
    if (outcome === 'gone') return { kind: 'broken-down', fault: 'failed', killed: true };
    const { complaints } = desk.memory;
    if (outcome.kind !== 'trouble') {
      complaints.delete(work.kind);
      return outcome;
    }
    const { complaint } = outcome;
    const fault = faultOf(complaint);
    const said = `${complaint.code} ${complaint.text}`;
    if (complaints.get(work.kind) !== said) desk.note({ kind: 'complaint', fault, complaint });
    complaints.set(work.kind, said);
    return conversationSurvives(complaint)
      ? { kind: 'refused', fault, code: complaint.code }
      : { kind: 'broken-down', fault, killed: false };
  };
}

export function faultIn(reply: Reply): CameraFault {
  return reply.kind === 'refused' || reply.kind === 'broken-down' ? reply.fault : 'failed';
}
