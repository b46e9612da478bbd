/** A page is there: what it is told and what it may say. It leaves nothing behind. */
import type { WebSocket } from 'ws';
import type { z } from 'zod';
import type { Stop } from '../../../device/ports.ts';
import type { PictureMessage } from '../pictures/shelf.ts';
import type { Station } from '../station.ts';
import type { Bench } from './bench.ts';
import { benchCommand, command, patientCommand } from './commands.ts';
import { paced } from './pacing.ts';
import { liveMessage, pictureBytes } from './picture-bytes.ts';
import { withThinSignature } from './signature.ts';

/** A page that does not take what it is sent is cut off; it comes back by itself. */
const unsentBytesMax = 16 * 1024 * 1024;
/** WebSocket close code for a message that breaks the rules (RFC 6455, section 7.4.1). */
const policyViolation = 1008;

export function attendKiosk(socket: WebSocket, station: Station): void {
  const live = paced((jpeg) => send(socket, liveMessage(jpeg)));
  const show = (picture: PictureMessage) => send(socket, pictureBytes(picture));
  attend(socket, {
    form: command,
    say(said) {
      if (said.kind === 'drawn') return live.drawn();
      station.dispatch(withThinSignature(said));
      send(socket, JSON.stringify(station.view())); // every command has an answer, also one that changed nothing
    },
    tell: station.view,
    stops: [
      station.onView((view) => send(socket, JSON.stringify(view))),
      station.onPicture(show),
      station.onFrame(live.offer),
    ],
  });
  for (const picture of station.pictures()) show(picture);
}

export function attendPatient(socket: WebSocket, station: Station): void {
  attend(socket, {
    form: patientCommand,
    say(said) {
      station.dispatchPatient(said);
      send(socket, JSON.stringify(station.patient()));
    },
    tell: station.patient,
    stops: [station.onView(() => send(socket, JSON.stringify(station.patient())))],
  });
}

export function attendBench(socket: WebSocket, bench: Bench): void {
  attend(socket, {
    form: benchCommand,
    say(said) {
      bench.dispatch(said);
      send(socket, JSON.stringify(bench.view()));
    },
    tell: bench.view,
    stops: [bench.onView((view) => send(socket, JSON.stringify(view)))],
  });
}

interface Attendance<Said> {
  readonly form: z.ZodType<Said>;
  readonly say: (said: Said) => void;
  readonly tell: () => unknown;
  readonly stops: readonly Stop[];
}

/** It gets the view at once, and may say what has the right form. */
function attend<Said>(socket: WebSocket, { form, say, tell, stops }: Attendance<Said>): void {
  send(socket, JSON.stringify(tell()));
  socket.on('message', (data, isBinary) => {
    const said = form.safeParse(isBinary ? undefined : parse(String(data)));
    if (said.success) say(said.data);
    else socket.close(policyViolation, 'not a command of this station');
  });
  socket.on('close', () => {
    for (const stop of stops) stop();
  });
}

function send(socket: WebSocket, message: string | Uint8Array): void {
  if (socket.bufferedAmount > unsentBytesMax) socket.terminate();
  else socket.send(message);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no form accepts it
  }
}
