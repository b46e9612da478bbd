/**
 * A page's connection to the station, which mends itself.
 *
 *   connecting ──first message──► connected ──closed, or silent after a command──► lost ──back-off──► (connecting)
 *
 * The station tells its whole state on every connection, so a page counts as connected again once the first text has
 * come, not when the socket has opened.
 */
import { retryDelayMs } from './back-off.ts';

/** A connection that has not opened by then is given up and tried anew. */
const openMsMax = 3_000;
/** After a command something has to come from the station by then; a station that hangs closes no socket. */
const answerMsMax = 3_000;

export type LinkState = 'connecting' | 'connected' | 'lost';

export interface LinkListener {
  /** A text message, parsed. */
  text(message: unknown): void;
  /** A binary message. */
  binary(bytes: ArrayBuffer): void;
  state(state: LinkState): void;
}

export interface Link {
  /** Sends a command that the station answers. Without a connection it is lost: the page says so and asks for no more. */
  ask(command: object): void;
  /** Sends something that the station does not answer. */
  tell(message: object): void;
  close(): void;
}

/** Connects to `path` on the page's own origin and keeps trying until `close`. */
export function openLink(path: string, listener: LinkListener): Link {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  let socket: WebSocket | undefined;
  let attempt = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;

  function expectWithin(limitMs: number): void {
    patience ??= setTimeout(() => lose(), limitMs);
  }

  function heard(): void {
    clearTimeout(patience);
    patience = undefined;
  }

  function connect(): void {
    const mine = new WebSocket(url);
    mine.binaryType = 'arraybuffer';
    socket = mine;
    expectWithin(openMsMax);
    mine.addEventListener('message', (event: MessageEvent<string | ArrayBuffer>) => {
      if (socket !== mine) return; // a late message of a connection that was given up
      heard();
      if (typeof event.data !== 'string') return listener.binary(event.data);
      attempt = 0;
      listener.state('connected');
      listener.text(JSON.parse(event.data));
    });
    mine.addEventListener('close', () => {
      if (socket === mine) lose();
    });
  }

  function lose(): void {
    heard();
    const old = socket;
    socket = undefined;
    old?.close();
    listener.state('lost');
    retry = setTimeout(connect, retryDelayMs(attempt, Math.random()));
    attempt += 1;
  }

  function tell(message: object): boolean {
    if (socket?.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(message));
    return true;
  }

  listener.state('connecting');
  connect();
  return {
    ask(command) {
      if (tell(command)) expectWithin(answerMsMax);
    },
    tell,
    close() {
      heard();
      clearTimeout(retry);
      const old = socket;
      socket = undefined;
      old?.close();
    },
  };
}
