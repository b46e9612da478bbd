/** The trouble of an archive, as central IT reads it in the log and on the page: never a value of a patient. */
import type { ArchiveUnavailable } from './api.ts';

/** `sentence` says what is wrong and what to do. Without a cause: what an archive answers may quote its patients. */
export function archiveUnavailable(sentence: string): ArchiveUnavailable {
  return Object.assign(new Error(sentence), { name: 'ArchiveUnavailable' as const });
}

export function isArchiveUnavailable(error: unknown): error is ArchiveUnavailable {
  return error instanceof Error && error.name === 'ArchiveUnavailable';
}
