/**
 * What the embedded provider remembers: in memory, and gone with the process. Whoever was in the middle of signing in
 * starts again; the hospital's own sessions are in its database and stay.
 */
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

/** More than a demonstration needs; the oldest goes first. */
const entriesMax = 5_000;

interface Entry {
  readonly payload: AdapterPayload;
  readonly until: number;
}

export function memoryAdapter(): AdapterFactory {
  const entries = new Map<string, Entry>();

  return (model): Adapter => {
    const key = (id: string) => `${model} ${id}`;
    const alive = (entry: Entry | undefined) =>
      entry !== undefined && entry.until > Date.now() ? entry.payload : undefined;
    const where = (fits: (payload: AdapterPayload) => boolean) => {
      for (const [name, { payload }] of entries) {
        if (name.startsWith(`${model} `) && fits(payload)) return alive(entries.get(name));
      }
      return undefined;
    };
    return {
      async upsert(id, payload, expiresInS) {
        entries.delete(key(id));
        const until = expiresInS === undefined ? Number.POSITIVE_INFINITY : Date.now() + expiresInS * 1_000;
        entries.set(key(id), { payload, until });
        const [oldest] = entries.keys();
        if (entries.size > entriesMax && oldest !== undefined) entries.delete(oldest);
      },
      find: async (id) => alive(entries.get(key(id))),
      findByUid: async (uid) => where((payload) => payload.uid === uid),
      findByUserCode: async (code) => where((payload) => payload.userCode === code),
      async consume(id) {
        const entry = entries.get(key(id));
        if (entry === undefined) return;
        entries.set(key(id), { ...entry, payload: { ...entry.payload, consumed: Math.floor(Date.now() / 1_000) } });
      },
      async destroy(id) {
        entries.delete(key(id));
      },
      async revokeByGrantId(grantId) {
        for (const [name, { payload }] of entries) if (payload.grantId === grantId) entries.delete(name);
      },
    };
  };
}
