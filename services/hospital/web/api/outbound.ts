/** What the record system is told, on the pages, as `shared.ts` says. Types only. */
import type { PatientLine } from './shared.ts';

/** GET /api/outbound?state=dead,waiting → Page<OutboundLine>. POST /api/outbound/:seq/again {} tries a dead letter anew. */
export interface OutboundLine {
  readonly seq: number;
  readonly subject: 'task' | 'imaging-study' | 'document';
  readonly state: 'waiting' | 'sent' | 'dead';
  readonly attempts: number;
  readonly dueAt: string;
  readonly lastError?: string;
  readonly queuedAt: string;
  readonly patient?: PatientLine;
}
