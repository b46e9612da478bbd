/** A program that ends at its nth step: before or after any call of a port or any statement, nothing of it happens any more. */
import type { Database, Param, Queries } from '../../services/hospital/database/api.ts';
import type { Bench } from './filing.ts';

export class Killed extends Error {}

export interface Mortal {
  readonly bench: Bench;
  died(): boolean;
}

/** `diesAt` counts from 1; each call has two steps, before its effect and after it. */
export function mortal(bench: Bench, diesAt: number): Mortal {
  let [count, dead] = [0, false];
  function step(): void {
    count += 1;
    if (count >= diesAt) dead = true;
    if (dead) throw new Killed(`killed at step ${diesAt}`);
  }
  async function lived<Result>(work: () => Promise<Result>): Promise<Result> {
    step();
    const result = await work();
    step();
    return result;
  }
  const queries = (real: Queries): Queries => ({
    query: <Row extends object>(sql: string, params?: readonly Param[]) => lived(() => real.query<Row>(sql, params)),
  });
  const { database, archive, aside, previews } = bench;
  const dying: Database = {
    ...queries(database),
    transaction: (work) => lived(() => database.transaction((tx) => work(queries(tx)))),
    close: () => database.close(),
  };
  return {
    died: () => dead,
    bench: {
      ...bench,
      database: dying,
      archive: {
        ...archive,
        file: (record, picture, options) => lived(() => archive.file(record, picture, options)),
        reject: (rejection) => lived(() => archive.reject(rejection)),
        jpeg: (place) => lived(() => archive.jpeg(place)),
      },
      aside: {
        ...aside,
        keep: (parcel, station, sealed) => lived(() => aside.keep(parcel, station, sealed)),
        read: (as) => lived(() => aside.read(as)),
      },
      previews: { ...previews, make: (sopUid, jpeg) => lived(() => previews.make(sopUid, jpeg)) },
    },
  };
}
