/**
 * The ring's two segments as LEDs of johnny-five, on whatever board an IO plugin stands for.
 *
 * Left to itself johnny-five opens a prompt on standard input, prints banners, and answers SIGINT by ending the process
 * under our feet (`repl`, `debug` and `sigint` of its board, all on by default): a program on a shelf wants none of it.
 */
import five, { type Io } from 'johnny-five';
import { type Levels, type Segment, segments } from './levels.ts';

/** What `Led.brightness` calls full, whatever the board's own resolution is. */
const fullBrightness = 255;

export interface Leds {
  /** Throws what the IO plugin throws. */
  write(levels: Levels): void;
  /** Takes the board out of johnny-five's memory, which otherwise keeps each one. */
  forget(): void;
}

/**
 * Resolves once the board is ready, or with `'cannot-dim'` when it has no PWM on a pin. `io` must become ready by itself,
 * emitting `connect` and `ready` in the next tick or having done so.
 */
export async function openLeds(io: Io, pins: { readonly [segment in Segment]: number }): Promise<Leds | 'cannot-dim'> {
  const board = new five.Board({ io, repl: false, debug: false, sigint: false });
  await new Promise<void>((resolve, reject) => {
    board.once('ready', () => resolve());
    board.once('error', reject);
  });
  board.removeAllListeners('error');
  board.on('error', () => {}); // a transport's error, which the transport's owner hears as well
  const forget = () => {
    const index = five.Board.cache.indexOf(board);
    if (index >= 0) five.Board.cache.splice(index, 1);
  };
  if (!segments.every((segment) => board.pins.isPwm(pins[segment]))) {
    forget();
    return 'cannot-dim';
  }
  const led = (segment: Segment) => new five.Led({ pin: pins[segment], board });
  const leds = { plain: led('plain'), polarised: led('polarised') };
  return {
    write(levels) {
      // The darker segment first: switching from one to the other never lights both.
      const order = levels.plain < levels.polarised ? segments : segments.toReversed();
      for (const segment of order) leds[segment].brightness(Math.round(levels[segment] * fullBrightness));
    },
    forget,
  };
}
