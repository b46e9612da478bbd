/**
 * Where the sessions of signed-in people are: the table `web_session`. The cookie holds a random id, signed; the table
 * holds its SHA-256 only, so that nobody enters with a copy of the table.
 *
 *   nobody signed in   ends `pendingMsMax` after the last request: the time to sign in
 *   signed in          ends `idleMsMax` after the last request, and `wholeMsMax` after signing in whatever happens
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SessionStore } from '@fastify/session';
import type { Session } from 'fastify';
import { syncFolder, writeDurably } from '../../disk/durable.ts';
import { hashOf } from '../../wire/signing.ts';
import type { Database } from '../database/api.ts';
import type { Staff } from './api.ts';
import type { PendingSignIn } from './sign-in.ts';

export const idleMsMax = 30 * 60 * 1_000;
export const wholeMsMax = 12 * 60 * 60 * 1_000;
export const pendingMsMax = 10 * 60 * 1_000;
/** A session's end is moved in steps of this, so that not every request writes. */
const touchMs = 60 * 1_000;
const secretBytes = 32;

declare module 'fastify' {
  interface Session {
    staff?: Staff;
    /** Milliseconds since 1970. */
    signedInAt?: number;
    /** For the provider, when signing out. */
    idToken?: string;
    /** Sign-ins under way, one for each tab. */
    pending?: readonly PendingSignIn[];
    /** What the table held when the session was read: SHA-256. Not there in a session that was begun just now. */
    loaded?: string;
  }
}

/**
 * A session that was read is only ever updated: one that somebody ended meanwhile, by signing out in another tab, does not
 * come back to life when a slower request is answered.
 */
export function sessionStore(database: Database, now: () => Date): SessionStore {
  async function read(id: string): Promise<Session | undefined> {
    const [row] = await database.query<{ content: Readonly<Record<string, unknown>> }>(
      'select content from web_session where id = $1 and expires_at > $2',
      [hashOf(Buffer.from(id)), now()],
    );
    if (row === undefined) return undefined;
    // the cookie's own end is counted anew from each answer; when the session ends is the table's business
    const cookie = { originalMaxAge: idleMsMax };
    return { ...row.content, loaded: contentHash(row.content), cookie };
  }

  async function write(id: string, { cookie: _, loaded, ...content }: Session): Promise<void> {
    const key = hashOf(Buffer.from(id));
    const text = JSON.stringify(content);
    const ends = endOf(content, now().getTime());
    if (loaded === undefined) {
      await database.query(
        `insert into web_session (id, content, expires_at) values ($1, $2::jsonb, $3)
         on conflict (id) do update set content = excluded.content, expires_at = excluded.expires_at`,
        [key, text, ends],
      );
    } else if (loaded === contentHash(content)) {
      const past = new Date(ends.getTime() - touchMs);
      await database.query('update web_session set expires_at = $2 where id = $1 and expires_at < $3', [
        key,
        ends,
        past,
      ]);
    } else {
      await database.query('update web_session set content = $2::jsonb, expires_at = $3 where id = $1', [
        key,
        text,
        ends,
      ]);
    }
  }

  return {
    get: (id, done) => void read(id).then((session) => done(null, session ?? null), done),
    set: (id, session, done) => void write(id, session).then(() => done(), done),
    destroy: (id, done) =>
      void database.query('delete from web_session where id = $1', [hashOf(Buffer.from(id))]).then(() => done(), done),
  };
}

function contentHash(content: object): string {
  return hashOf(Buffer.from(JSON.stringify(content)));
}

function endOf({ staff, signedInAt }: Partial<Session>, now: number): Date {
  if (staff === undefined || signedInAt === undefined) return new Date(now + pendingMsMax);
  return new Date(Math.min(now + idleMsMax, signedInAt + wholeMsMax));
}

export async function removeExpiredSessions(database: Database, now: Date): Promise<void> {
  await database.query('delete from web_session where expires_at <= $1', [now]);
}

/** What the cookies are signed with: made once, in a file that only the owner reads. */
export async function readOrMakeSecret(path: string): Promise<string> {
  try {
    await writeDurably(path, randomBytes(secretBytes).toString('hex'));
    await syncFolder(dirname(path));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const secret = await readFile(path, 'utf8');
  if (secret.length < secretBytes * 2)
    throw new Error(`identity: ${path} is too short to be the secret of the sessions`);
  return secret;
}
