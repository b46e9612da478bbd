/** A kiosk's page without a screen: says what is tapped, and keeps the earlier pictures that it is sent. */
import { WebSocket } from 'ws';
import type { Command } from '../../../../services/station/api/command.ts';
import type { View } from '../../../../services/station/api/view.ts';
import { pictureTags } from '../../../../services/station/kiosk/picture-bytes.ts';

const untilMsMax = 30_000;

export interface KioskSocket {
  /** In the order in which they came: `<lesion> <shot>`, and the JPEG. */
  readonly earlier: readonly { readonly name: string; readonly jpeg: Buffer }[];
  say(command: Command): void;
  /** Resolves with the first view that `wanted` accepts, the present one included. One at a time. */
  until(what: string, wanted: (view: View) => boolean): Promise<View>;
  /** Resolves when everything has come that was sent to it before: every command has an answer. */
  settled(): Promise<void>;
  close(): void;
}

export function kioskSocket(port: number): KioskSocket {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/kiosk`);
  const earlier: { name: string; jpeg: Buffer }[] = [];
  let view: View | undefined;
  let see = (_: View) => {};
  socket.on('message', (data: Buffer, isBinary) => {
    if (!isBinary) {
      view = JSON.parse(String(data)) as View;
      see(view);
    } else if (data[0] === pictureTags.earlier) {
      const end = 2 + (data[1] ?? 0);
      earlier.push({ name: data.subarray(2, end).toString(), jpeg: data.subarray(end) });
    }
  });

  function say(command: Command): void {
    socket.send(JSON.stringify(command));
  }

  function until(what: string, wanted: (view: View) => boolean): Promise<View> {
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => reject(new Error(`${what}: the view is ${JSON.stringify(view)}`)), untilMsMax);
      see = (seen) => {
        if (!wanted(seen)) return;
        clearTimeout(patience);
        see = () => {};
        resolve(seen);
      };
      if (view !== undefined) see(view);
    });
  }

  return {
    earlier,
    say,
    until,
    async settled() {
      await until('a first view', () => true);
      let answered = false;
      const answer = until('an answer', () => answered);
      answered = true;
      say({ kind: 'active' });
      await answer;
    },
    close: () => socket.terminate(),
  };
}
