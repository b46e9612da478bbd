/**
 * Trouble that passes by itself: a full disk, an archive or a database that does not answer. Nothing was lost, and the
 * same again will succeed once somebody has helped; all else that is thrown is a bug.
 */

/** Full, broken or read-only disks. */
const diskCodes = ['ENOSPC', 'EDQUOT', 'EIO', 'EROFS'];
/** Connections that cannot be made, or broke. */
const lineCodes = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ENOTFOUND',
];
/**
 * SQLSTATE (PostgreSQL, appendix A), whole or its class: lost connections, no room, stopped by the administrator or by a
 * limit of time, and two transactions that stood in each other's way more often than they were begun again.
 */
const databaseCodes = ['08', '53', '57P', '57014', '58', '40001', '40P01', '55P03'];
/** `pg` tells these as text only. */
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Whether the same call may be made again, later, with hope. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'ArchiveUnavailable') return true;
  const code = 'code' in error ? String(error.code) : '';
  if (diskCodes.includes(code) || lineCodes.includes(code)) return true;
  // A server that is away has no socket: the same code for a file would be a bug.
  if (code === 'ENOENT') return 'syscall' in error && error.syscall === 'connect';
  if (/^[0-9A-Z]{5}$/.test(code)) return databaseCodes.some((known) => code.startsWith(known));
  return lostConnection.test(error.message);
}
