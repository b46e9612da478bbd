/** Hostile cameras in a process of their own, as the test sees them. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Figures, Numbered, Orders, Question, Reply, Verdict } from './orders.ts';
import type { Case } from './spoiling.ts';

const mainFile = fileURLToPath(new URL('./main.ts', import.meta.url));

export interface HostileProcess {
  /** As libgphoto2 writes them. */
  readonly addresses: readonly string[];
  figures(): Promise<Figures>;
  trail(camera: number): Promise<readonly Case[]>;
  judge(photo: { readonly bytes: Uint8Array; readonly widthPx: number; readonly heightPx: number }): Promise<Verdict>;
  close(): Promise<void>;
}

/** Rejects when it ends before it listens. */
export async function startHostileProcess(orders: Orders): Promise<HostileProcess> {
  const child = fork(mainFile, [JSON.stringify(orders)], { serialization: 'advanced' });
  const waiting = new Map<number, (reply: Reply) => void>();
  let lastId = 0;
  let hasEnded = false;
  const listening = new Promise<Reply>((resolve, reject) => {
    waiting.set(0, resolve);
    child.once('exit', (code, signal) => {
      hasEnded = true;
      reject(new Error(`the hostile cameras ended: ${signal ?? code}`));
    });
  });
  child.on('message', (reply: Numbered<Reply>) => {
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  const ask = <Kind extends Reply['kind']>(question: Question, kind: Kind): Promise<Extract<Reply, { kind: Kind }>> => {
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      if (hasEnded) return reject(new Error('the hostile cameras have ended'));
      waiting.set(id, (reply) => {
        if (reply.kind === kind) resolve(reply as Extract<Reply, { kind: Kind }>);
        else reject(new Error(`asked for ${kind}, got ${reply.kind}`));
      });
      child.send({ ...question, id });
    });
  };
  const first = await listening;
  if (first.kind !== 'listening') throw new Error('the hostile cameras do not say where they are');
  return {
    addresses: first.ports.map((port) => `ptpip:127.0.0.1:${port}:${port}`),
    figures: async () => (await ask({ kind: 'figures' }, 'figures')).figures,
    trail: async (camera) => (await ask({ kind: 'trail', camera }, 'trail')).cases,
    judge: async ({ bytes, widthPx, heightPx }) =>
      (await ask({ kind: 'judge', bytes, widthPx, heightPx }, 'verdict')).verdict,
    async close() {
      if (hasEnded) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
