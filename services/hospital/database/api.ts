/**
 * The hospital's database as its services use it: PostgreSQL's SQL with `$1` parameters, on a server or embedded.
 *
 *   given                                  column          read
 *   string                                 text, uuid      string
 *   string, '1958-04-03'                   date            string, the same
 *   Date, or text of RFC 3339              timestamptz     Date
 *   number                                 int, bigint     number (a bigint beyond 2^53 is refused when read)
 *   Uint8Array                             bytea           Uint8Array
 *   readonly string[]                      text[]          string[]
 *   JSON.stringify(value), as $1::jsonb    jsonb           the value
 *   null, or undefined                     any             null
 */
export interface Queries {
  /**
   * One statement. Rejects with a `DatabaseError` for what the database refuses (`code` is PostgreSQL's SQLSTATE).
   * Row names are the columns' own: write `select given_name as "givenName"`.
   */
  query<Row extends object = Record<string, unknown>>(sql: string, params?: readonly Param[]): Promise<readonly Row[]>;
}

export type Param = string | number | boolean | Date | Uint8Array | readonly string[] | null | undefined;

export interface Database extends Queries {
  /**
   * Runs `work` in one transaction: all of it or nothing. It may be run again from the start when the database asks for
   * that (SQLSTATE 40001, 40P01), so it must have no effect but its queries. Rejects with what `work` rejects with.
   */
  transaction<Result>(work: (tx: Queries) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** What the database refused. Everything else that comes out of a query is a bug or a database that is gone. */
export interface DatabaseError extends Error {
  /** SQLSTATE, five characters: `23505` for a value that must be unique and is there already. */
  readonly code: string;
  readonly constraint?: string;
}

export function isRefused(error: unknown, code: string): error is DatabaseError {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** SQLSTATE of a value that must be unique and is there already (PostgreSQL, appendix A). */
export const uniqueViolation = '23505';
