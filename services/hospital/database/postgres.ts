/** The database on a PostgreSQL server, through `pg`. */
import pg from 'pg';
import type { Database, Param, Queries } from './api.ts';
import { bigintOf, retried } from './rules.ts';

/** Connections to the server that one process holds at most. */
const connectionsMax = 8;
const connectMsMax = 10_000;
const statementMsMax = 30_000;

const { builtins } = pg.types;

/** `url`: `postgresql://user@host/database`, or with `?host=/folder` for a socket. Connects with the first query. */
export function openPostgres(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connectionsMax,
    connectionTimeoutMillis: connectMsMax,
    statement_timeout: statementMsMax,
    types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
  });
  pool.on('connect', (client) => client.on('error', () => {})); // a busy connection that broke: its statement tells
  pool.on('error', () => {}); // an idle connection that broke: the pool opens another, and a query tells if it cannot

  return {
    query: (sql, params) => run(pool, sql, params),
    transaction: (work) =>
      retried(async () => {
        const client = await pool.connect();
        let broken: Error | undefined;
        try {
          await client.query('begin');
          const result = await work(queriesOf(client));
          await client.query('commit');
          return result;
        } catch (error) {
          await client.query('rollback').catch((lost: Error) => {
            broken = lost; // the connection is gone, and the transaction with it
          });
          throw error;
        } finally {
          client.release(broken);
        }
      }),
    close: () => pool.end(),
  };
}

function queriesOf(client: pg.PoolClient): Queries {
  return { query: (sql, params) => run(client, sql, params) };
}

async function run<Row extends object>(
  on: pg.Pool | pg.PoolClient,
  sql: string,
  params: readonly Param[] = [],
): Promise<readonly Row[]> {
  const values = params.map((value) => (value instanceof Uint8Array ? Buffer.from(value) : value));
  const { rows } = await on.query<Row>(sql, values);
  return rows;
}

function parserOf(type: number, format: 'text' | 'binary'): (text: string) => unknown {
  if (type === builtins.DATE) return (text) => text;
  if (type === builtins.INT8) return bigintOf;
  return pg.types.getTypeParser(type, format as 'text');
}
