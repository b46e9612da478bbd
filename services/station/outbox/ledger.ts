/**
 * The ledger of the outbox: one row a parcel, in SQLite with a write-ahead log and a full sync on every commit.
 * A row holds nothing about a patient: the signed manifest, and later the hospital's receipt.
 */
import Database from 'better-sqlite3';
import type { ParcelId } from '../../wire/ids.ts';
import { type Manifest, type SignedManifest, signedManifest } from '../../wire/manifest.ts';
import { type SignedReceipt, signedReceipt } from '../../wire/receipt.ts';
import { documentHash } from '../../wire/signing.ts';

/** Append-only: a released step never changes, so that a station updates from any version. */
const migrations = [
  `CREATE TABLE parcels (
     id TEXT PRIMARY KEY,
     sequence INTEGER NOT NULL UNIQUE,
     manifest TEXT NOT NULL,
     outcome TEXT,
     receipt TEXT,
     received_at_ms INTEGER,
     purged INTEGER NOT NULL DEFAULT 0
   ) STRICT;
   CREATE INDEX waiting ON parcels (sequence) WHERE receipt IS NULL;
   CREATE INDEX unpurged ON parcels (received_at_ms) WHERE receipt IS NOT NULL AND purged = 0;`,
];

/** Rows of parcels that are gone are kept this long, for whoever asks what happened to one. */
const purgedRowsMax = 10_000;

export interface Counts {
  readonly waiting: number;
  readonly atHospital: number;
  readonly quarantined: number;
}

export interface Ledger {
  /** Give the parcel its place in the sequence and keep its manifest. Durable on return. */
  enter(seal: (place: Pick<Manifest, 'sequence' | 'previous'>) => SignedManifest): SignedManifest;
  has(id: ParcelId): boolean;
  /** Parcels without a receipt, oldest first. */
  waiting(): readonly SignedManifest[];
  manifest(id: ParcelId): SignedManifest | undefined;
  /** Keep the receipt; a second one for the same parcel changes nothing. Durable on return. */
  receive(letter: SignedReceipt, nowMs: number): void;
  /** Parcels with a receipt whose files are still here. */
  received(): readonly { readonly id: ParcelId; readonly receivedAtMs: number }[];
  /** The hospital's word for this parcel, as long as its row is here. */
  receipt(id: ParcelId): SignedReceipt['document'] | undefined;
  purged(id: ParcelId): void;
  counts(): Counts;
  close(): void;
}

export function openLedger(file: string): Ledger {
  const database = open(file);
  migrate(database);

  const last = database.prepare<[], { manifest: string; sequence: number }>(
    'SELECT manifest, sequence FROM parcels ORDER BY sequence DESC LIMIT 1',
  );
  const insert = database.prepare('INSERT INTO parcels (id, sequence, manifest) VALUES (?, ?, ?)');
  const find = database.prepare<[string], { manifest: string }>('SELECT manifest FROM parcels WHERE id = ?');
  const waiting = database.prepare<[], { manifest: string }>(
    'SELECT manifest FROM parcels WHERE receipt IS NULL ORDER BY sequence',
  );
  const receive = database.prepare(
    'UPDATE parcels SET outcome = ?, receipt = ?, received_at_ms = ? WHERE id = ? AND receipt IS NULL',
  );
  const received = database.prepare<[], { id: string; received_at_ms: number }>(
    'SELECT id, received_at_ms FROM parcels WHERE receipt IS NOT NULL AND purged = 0',
  );
  const receiptOf = database.prepare<[string], { receipt: string }>(
    'SELECT receipt FROM parcels WHERE id = ? AND receipt IS NOT NULL',
  );
  const purge = database.prepare('UPDATE parcels SET purged = 1 WHERE id = ? AND receipt IS NOT NULL');
  const forget = database.prepare(
    `DELETE FROM parcels WHERE purged = 1 AND sequence <= (SELECT max(sequence) FROM parcels) - ${purgedRowsMax}`,
  );
  const counts = database.prepare<[], Counts>(
    `SELECT count(*) FILTER (WHERE receipt IS NULL) AS waiting,
            count(*) FILTER (WHERE outcome = 'filed') AS atHospital,
            count(*) FILTER (WHERE outcome = 'quarantined') AS quarantined FROM parcels`,
  );
  const read = (row: { manifest: string }): SignedManifest => signedManifest.parse(JSON.parse(row.manifest));

  return {
    enter: database.transaction((seal) => {
      const before = last.get();
      const letter = seal({
        sequence: (before?.sequence ?? 0) + 1,
        ...(before !== undefined && { previous: documentHash(read(before).document) }),
      });
      insert.run(letter.document.parcel, letter.document.sequence, JSON.stringify(letter));
      return letter;
    }),
    has: (id) => find.get(id) !== undefined,
    waiting: () => waiting.all().map(read),
    manifest(id) {
      const row = find.get(id);
      return row === undefined ? undefined : read(row);
    },
    receive(letter, nowMs) {
      receive.run(letter.document.outcome, JSON.stringify(letter), nowMs, letter.document.parcel);
    },
    received: () => received.all().map((row) => ({ id: row.id as ParcelId, receivedAtMs: row.received_at_ms })),
    receipt(id) {
      const row = receiptOf.get(id);
      return row === undefined ? undefined : signedReceipt.parse(JSON.parse(row.receipt)).document;
    },
    purged(id) {
      purge.run(id);
      forget.run();
    },
    counts: () => counts.get() ?? { waiting: 0, atHospital: 0, quarantined: 0 },
    close: () => database.close(),
  };
}

/** The ledger belongs to one station's program at a time: two couriers over one outbox would be nobody's wish. */
function open(file: string): Database.Database {
  const database = new Database(file, { timeout: 0 });
  try {
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    return database;
  } catch (error) {
    database.close();
    if (!(error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY')) throw error;
    throw new Error(`Another station is working with ${file}. Stop it first, or choose another folder.`, {
      cause: error,
    });
  }
}

function migrate(database: Database.Database): void {
  const from = database.pragma('user_version', { simple: true }) as number;
  if (from > migrations.length)
    throw new Error('The outbox was written by a newer Lentigo. Install that version or a later one.');
  for (const [step, sql] of migrations.entries()) {
    if (step < from) continue;
    database.transaction(() => {
      database.exec(sql);
      database.pragma(`user_version = ${step + 1}`);
    })();
  }
}
