/**
 * Who may sign in at stations, in the record. Only hashes are kept: a PIN or a badge's code is told once, when it is made.
 *
 *   add ─► set PIN ─► give badge ─► (take it back) ─► leaves: loses both
 *
 * Every change is audited, and the worklists have to be published anew: they carry the hashes to the stations.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { hashSecret, type SecretHash } from '../../wire/staff.ts';
import type { Database, Queries } from '../database/api.ts';
import { recordDeed } from '../database/trail.ts';
import type { Staff } from '../identity/api.ts';
import type { StationStaffLine } from '../web/api/visits.ts';

/** As many as a worklist carries. */
export const staffMax = 200;

const saltBytes = 16;
/** Any number that nothing else locks: two who are added at once are counted one after the other. */
const staffLock = 7_264_012;

export interface StaffDeps {
  readonly database: Database;
  readonly now: () => Date;
  /** The worklists have to be published anew. */
  readonly changed: () => void;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly hasPin: boolean;
  readonly hasBadge: boolean;
  readonly changedAt: Date;
}

/** All who are or were there, those who may sign in first, by name. */
export async function stationStaff(on: Queries): Promise<readonly StationStaffLine[]> {
  const rows = await on.query<Row>(
    `select id, name, active, pin is not null as "hasPin", badge is not null as "hasBadge", changed_at as "changedAt"
       from station_staff order by active desc, lower(name), id`,
  );
  return rows.map((row) => ({ ...row, changedAt: row.changedAt.toISOString() }));
}

/** What came of a change: it was made, there is no such person who may sign in, or it was refused with a sentence. */
export type Changed =
  | { readonly kind: 'done'; readonly id: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly sentence: string };

const unknown: Changed = { kind: 'unknown' };

/** `id`: one that is given from outside, for the demonstration; a random one otherwise. */
export async function addMember(deps: StaffDeps, name: string, by: Staff, id: string = randomUUID()): Promise<Changed> {
  const at = deps.now();
  const added = await deps.database.transaction(async (tx): Promise<Changed> => {
    await tx.query('select pg_advisory_xact_lock($1)', [staffLock]);
    const refusal = await cannotWork(tx, name);
    if (refusal !== undefined) return { kind: 'refused', sentence: refusal };
    await tx.query(
      'insert into station_staff (id, name, active, created_at, changed_at) values ($1, $2, true, $3, $3)',
      [id, name, at],
    );
    await deed(tx, at, by, 'add-station-staff', id, { name });
    return { kind: 'done', id };
  });
  if (added.kind === 'done') deps.changed();
  return added;
}

/** Why nobody (more) of this name can be active; undefined when somebody can. */
async function cannotWork(tx: Queries, name: string): Promise<string | undefined> {
  const [row] = await tx.query<{ all: number; named: number }>(
    `select count(*)::int as "all", count(*) filter (where lower(name) = lower($1))::int as named
       from station_staff where active`,
    [name],
  );
  if ((row?.named ?? 0) > 0)
    return 'Somebody with this name is there already. Write the name so that both can be told apart at the station.';
  return (row?.all ?? 0) >= staffMax ? `A station knows at most ${staffMax} people. Take out who has left.` : undefined;
}

export async function setPin(deps: StaffDeps, id: string, pin: string, by: Staff): Promise<Changed> {
  return setSecret(deps, id, { column: 'pin', action: 'set-station-pin', hash: await hashSecret(pin) }, by);
}

/** Whatever badge was there before opens nothing any more. */
export async function giveBadge(deps: StaffDeps, id: string, code: string, by: Staff): Promise<Changed> {
  const hash = await hashSecret(code, await badgeSalt(deps.database));
  return setSecret(deps, id, { column: 'badge', action: 'give-station-badge', hash }, by);
}

export async function takeBadge(deps: StaffDeps, id: string, by: Staff): Promise<Changed> {
  return setSecret(deps, id, { column: 'badge', action: 'take-station-badge', hash: undefined }, by);
}

interface Secret {
  readonly column: 'pin' | 'badge';
  readonly action: string;
  readonly hash: SecretHash | undefined;
}

async function setSecret(deps: StaffDeps, id: string, { column, action, hash }: Secret, by: Staff): Promise<Changed> {
  const at = deps.now();
  const set = await deps.database.transaction(async (tx) => {
    const rows = await tx.query(
      `update station_staff set ${column} = $2::jsonb, changed_at = $3 where id = $1 and active returning id`,
      [id, hash && JSON.stringify(hash), at],
    );
    if (rows.length > 0) await deed(tx, at, by, action, id);
    return rows.length > 0;
  });
  if (!set) return unknown;
  deps.changed();
  return { kind: 'done', id };
}

/** Who leaves loses PIN and badge; who comes back gets new ones. The name stays: the audit log's entries mean somebody. */
export async function setActive(deps: StaffDeps, id: string, active: boolean, by: Staff): Promise<Changed> {
  const at = deps.now();
  const set = await deps.database.transaction(async (tx): Promise<Changed> => {
    await tx.query('select pg_advisory_xact_lock($1)', [staffLock]);
    const [row] = await tx.query<{ name: string; active: boolean }>(
      'select name, active from station_staff where id = $1 for update',
      [id],
    );
    if (row === undefined) return unknown;
    if (row.active === active) return { kind: 'done', id };
    const refusal = active ? await cannotWork(tx, row.name) : undefined;
    if (refusal !== undefined) return { kind: 'refused', sentence: refusal };
    await tx.query('update station_staff set active = $2, pin = null, badge = null, changed_at = $3 where id = $1', [
      id,
      active,
      at,
    ]);
    await deed(tx, at, by, active ? 'activate-station-staff' : 'deactivate-station-staff', id);
    return { kind: 'done', id };
  });
  if (set.kind === 'done') deps.changed();
  return set;
}

/** The salt of every badge: the first who asks makes it. */
async function badgeSalt(database: Database): Promise<string> {
  await database.query('insert into badge_salt (salt) values ($1) on conflict (single) do nothing', [
    randomBytes(saltBytes).toString('base64'),
  ]);
  const [row] = await database.query<{ salt: string }>('select salt from badge_salt');
  if (row === undefined) throw new Error('the salt that was just kept is not there');
  return row.salt;
}

function deed(tx: Queries, at: Date, by: Staff, action: string, id: string, more: { readonly name?: string } = {}) {
  return recordDeed(tx, { at, who: by.subject, whoName: by.name, action, detail: { staff: id, ...more } });
}
