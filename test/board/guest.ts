/** The programs in the guest, as the test sees them. */
import type { Request, Told } from './guest/protocol.ts';
import type { Called } from './sockets.ts';

/** A program in the guest starts within this: Node needs some seconds on an emulated processor. */
const startMsMax = 60_000;
/** Everything else that is waited for. */
const answerMsMax = 20_000;

export interface Program {
  /** The next line that `wanted` accepts, from now on. Rejects when it does not come, and when the board ends. */
  next(what: string, wanted: (told: Told) => boolean): Promise<Told>;
  /** All that it has told since its start. */
  told(): readonly Told[];
  say(word: string): void;
  /** Kills it. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Resolves when it has ended by itself, with its exit code or signal. */
  ended(): Promise<unknown>;
}

export interface Guest {
  next(what: string, limitMs: number, wanted: (told: Told) => boolean): Promise<Told>;
  /** Starts a program of `test/board/guest/` and waits until it says that it is ready. */
  start(name: string, program: string, ...args: readonly string[]): Promise<Program>;
  /** The text of a file of the guest's kernel. */
  read(path: string): Promise<string>;
}

/** `ended` rejects when the board is gone; `consoleText` is for the error message. */
export function guestOn(talk: Called, ended: Promise<never>, consoleText: () => string): Guest {
  const listeners = new Set<(told: Told) => void>();
  const all: Told[] = [];
  talk.onLine((line) => {
    const told: Told = JSON.parse(line);
    all.push(told);
    for (const listener of [...listeners]) listener(told);
  });
  const send = (request: Request) => talk.send(JSON.stringify(request));

  function next(what: string, limitMs: number, wanted: (told: Told) => boolean): Promise<Told> {
    let clear = () => {};
    const told = new Promise<Told>((resolve, reject) => {
      const listener = (one: Told) => {
        if (wanted(one)) resolve(one);
      };
      const timer = setTimeout(() => {
        const last = all.slice(-5).map((one) => JSON.stringify(one));
        reject(new Error(`waited ${limitMs} ms for ${what}. Last told:\n${last.join('\n')}\n${consoleText()}`));
      }, limitMs);
      listeners.add(listener);
      clear = () => {
        clearTimeout(timer);
        listeners.delete(listener);
      };
    });
    return Promise.race([told, ended]).finally(() => clear());
  }

  function ending(name: string): Promise<unknown> {
    return next(`${name} to end`, answerMsMax, ({ kind, name: who }) => kind === 'ended' && who === name).then(
      ({ how }) => how,
    );
  }

  return {
    next,
    async start(name, program, ...args) {
      const earlier = all.length;
      const gone = next(`${name} to end`, startMsMax, (told) => told.kind === 'ended' && told.name === name);
      const ready = next(`${name} to be ready`, startMsMax, ({ from, kind }) => from === name && kind === 'ready');
      gone.catch(() => {}); // it is not to end
      send({ kind: 'start', name, program: `test/board/guest/${program}`, args });
      const first = await Promise.race([ready, gone]);
      if (first.kind === 'ended') throw new Error(`${name} ended with ${first.how}:\n${consoleText()}`);
      return {
        next: (what, wanted) => next(what, answerMsMax, (told) => told.from === name && wanted(told)),
        told: () => all.slice(earlier).filter(({ from }) => from === name),
        say: (word) => send({ kind: 'tell', name, line: word }),
        kill() {
          const end = ending(name);
          send({ kind: 'kill', name });
          return end.then(() => {});
        },
        ended: () => ending(name),
      };
    },
    async read(path) {
      const content = next(path, answerMsMax, (told) => told.kind === 'content' && told.path === path);
      send({ kind: 'read', path });
      return String((await content).text);
    },
  };
}
