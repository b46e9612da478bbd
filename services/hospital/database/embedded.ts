/**
 * The database within this process: PGlite, for a demonstration, a training room, a small site and the tests.
 *
 * It survives a killed process. It does not force its files to the disk, so a power cut may cost its last moments: where
 * that must not be, the database is a server (postgres.ts) and its backups.
 */
import { PGlite, type Transaction, types } from '@electric-sql/pglite';
import type { Database, Param, Queries } from './api.ts';
import { bigintOf, retried } from './rules.ts';

/**
 * A small site's record fits in less than a server's memory and log, and the engine fills all of it with zeros at every start.
 * The log's size is that of a new database; one that is there keeps its own.
 */
const memory = ['-c', 'shared_buffers=16MB'];
const log = ['--wal-segsize=1'];

export interface EmbeddedOptions {
  /** Where its files are; in memory without one. One process at a time. */
  readonly folder?: string;
  /** The files of another one, as `snapshot` gave them, to begin with. */
  readonly snapshot?: Blob;
}

export interface EmbeddedDatabase extends Database {
  /** All of its files. */
  snapshot(): Promise<Blob>;
}

export async function openEmbedded({ folder, snapshot }: EmbeddedOptions = {}): Promise<EmbeddedDatabase> {
  const engine = await PGlite.create({
    ...(folder === undefined ? {} : { dataDir: folder }),
    ...(snapshot === undefined ? {} : { loadDataDir: snapshot }),
    startParams: [...PGlite.defaultStartParams, ...memory],
    initDbStartParams: log,
    // the engine's own way with bytes takes ten seconds for a letter of 20 MB
    serializers: { [types.BYTEA]: (bytes: Uint8Array) => `\\x${bufferOf(bytes).toString('hex')}` },
    parsers: {
      [types.DATE]: (text) => text,
      [types.INT8]: bigintOf,
      [types.BYTEA]: (text) => new Uint8Array(Buffer.from(text.slice(2), 'hex')),
    },
  });
  return {
    query: (sql, params) => run(engine, sql, params),
    transaction: (work) => retried(() => engine.transaction((tx) => work(queriesOf(tx)))),
    snapshot: () => engine.dumpDataDir('none'),
    close: () => engine.close(),
  };
}

function bufferOf({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}

function queriesOf(tx: Transaction): Queries {
  return { query: (sql, params) => run(tx, sql, params) };
}

async function run<Row extends object>(
  on: PGlite | Transaction,
  sql: string,
  params: readonly Param[] = [],
): Promise<readonly Row[]> {
  const { rows } = await on.query<Row>(sql, [...params]);
  return rows;
}
