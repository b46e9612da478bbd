/** Talks with a running station as the kiosk page does: sends commands, follows the view. */
import { WebSocket } from 'ws';
import type { Command } from '../../services/station/api/command.ts';
import type { PictureTags } from '../../services/station/api/picture.ts';
import type { View } from '../../services/station/api/view.ts';

/** First byte of a live picture: `PictureTags` of the station's `api/picture.ts`. */
const liveTag: PictureTags['live'] = 1;
/** No page waits longer than this for the first view. */
const answerMsMax = 5_000;

export interface KioskClient {
  view(): View;
  say(command: Command): void;
  /** Calls back for every view from now on, until the connection is closed. */
  follow(see: (view: View) => void): void;
  /**
   * Resolves with the first view that `wanted` accepts, the present one included. Rejects when none came within
   * `limitMs`, or when the station went away; `what` says what was waited for.
   */
  until(what: string, wanted: (view: View) => boolean, limitMs: number): Promise<View>;
  /** Live pictures that have come so far. */
  frames(): number;
  close(): void;
}

/** `live`: takes the live pictures as they come. Without it the station sends one or two, and no more. */
export async function connectKiosk(
  port: number,
  { live = true }: { readonly live?: boolean } = {},
): Promise<KioskClient> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/kiosk`);
  const followers = new Set<{ see(view: View): void; lost(why: string): void }>();
  let view: View | undefined;
  let frames = 0;

  socket.on('message', (data, isBinary) => {
    if (isBinary) {
      if ((data as Buffer)[0] !== liveTag) return;
      frames += 1;
      if (live) socket.send(JSON.stringify({ kind: 'drawn' } satisfies Command)); // nobody looks here
      return;
    }
    view = JSON.parse(String(data)) as View;
    for (const follower of followers) follower.see(view);
  });
  const lost = (why: string) => {
    for (const follower of followers) follower.lost(why);
  };
  socket.on('error', (error) => lost(`no station answers on port ${port}: ${error.message}. Start it with npm start.`));
  socket.on('close', (code) => lost(`the station closed the connection (${code})`));

  function until(what: string, wanted: (view: View) => boolean, limitMs: number): Promise<View> {
    return new Promise((resolve, reject) => {
      const done = () => {
        clearTimeout(patience);
        followers.delete(follower);
      };
      const follower = {
        see(seen: View) {
          if (!wanted(seen)) return;
          done();
          resolve(seen);
        },
        lost(why: string) {
          done();
          reject(new Error(why));
        },
      };
      const patience = setTimeout(() => follower.lost(`${what} took longer than ${limitMs / 1000} s`), limitMs);
      followers.add(follower);
      if (view !== undefined) follower.see(view);
    });
  }

  await until('the first view', () => true, answerMsMax);
  return {
    view() {
      if (view === undefined) throw new Error('a connected kiosk has a view');
      return view;
    },
    follow: (see) => followers.add({ see, lost: () => {} }),
    say: (command) => socket.send(JSON.stringify(command)),
    until,
    frames: () => frames,
    close: () => socket.close(),
  };
}
