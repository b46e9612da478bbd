/**
 * The parts that the ring light uses of three packages which come without types. Read off their sources: johnny-five 2.1.0,
 * board-io 3.0.5, firmata-io 2.3.0.
 */

declare module 'johnny-five' {
  import type { EventEmitter } from 'node:events';

  /** Something with pins: what johnny-five calls an IO plugin. */
  interface Io extends EventEmitter {
    readonly name: string;
    /** Once true, a new `Board` emits `connect` and `ready` by itself in the next tick. */
    readonly isReady: boolean;
    readonly MODES: { readonly PWM: number };
    readonly pins: readonly { readonly supportedModes: readonly number[] }[];
  }

  interface Pins {
    isPwm(pin: number): boolean;
  }

  class Board extends EventEmitter {
    constructor(options: { io: Io; repl: false; debug: false; sigint: false });
    readonly pins: Pins;
    /** Every board that was ever made; johnny-five itself never takes one out. */
    static readonly cache: Board[];
  }

  class Led {
    constructor(options: { pin: number; board: Board });
    /** 0 to 255. Throws when the pin cannot dim, and whatever the IO plugin throws. */
    brightness(value: number): this;
  }

  const five: { readonly Board: typeof Board; readonly Led: typeof Led };

  export type { Board, Io, Led };
  // biome-ignore lint/style/noDefaultExport: what a CommonJS package gives is the default
  export default five;
}

declare module 'board-io' {
  import type { EventEmitter } from 'node:events';

  interface BoardPin {
    readonly supportedModes: readonly number[];
    mode: number;
    readonly report: number;
    readonly analogChannel: number;
  }

  class BoardIO extends EventEmitter {
    /** Not `quiet`, it says on the console what it is asked for and a plugin does not do. */
    constructor(options: { quiet: true });
    name: string;
    readonly isReady: boolean;
    readonly MODES: { readonly PWM: number };
    readonly pins: readonly BoardPin[];
    readonly _pins: BoardPin[];
    RESOLUTION: { readonly PWM: number };
    pinMode(pin: number, mode: number): void;
    /** `value` is 0 to `RESOLUTION.PWM`, a whole number. */
    analogWrite(pin: number, value: number): void;
  }

  // biome-ignore lint/style/noDefaultExport: what a CommonJS package gives is the default
  export default BoardIO;
}

declare module 'firmata-io' {
  import type { EventEmitter } from 'node:events';

  /** Emits `open`, `close`, `data` with bytes, and `error`. */
  interface Transport extends EventEmitter {
    write(bytes: Uint8Array, written: () => void): void;
  }

  class Firmata extends EventEmitter {
    constructor(transport: Transport, options: { reportVersionTimeout: number });
    readonly name: string;
    readonly isReady: boolean;
    readonly MODES: { readonly PWM: number };
    readonly pins: readonly {
      readonly supportedModes: readonly number[];
      /** What was last written here. */
      readonly value: number;
      /** What the board last said of it, after `queryPinState`. */
      readonly state?: number;
    }[];
    /** Bytes of a message that is not yet whole. */
    readonly buffer: readonly number[];
    readonly reportVersionTimeoutId: NodeJS.Timeout;
    /** Asks; the board's answer is told as `pin-state-<pin>`. `answered` is called once, if ever. */
    queryPinState(pin: number, answered: () => void): void;
  }

  const firmata: { readonly Firmata: typeof Firmata };

  export type { Transport };
  export { Firmata };
  // biome-ignore lint/style/noDefaultExport: what a CommonJS package gives is the default
  export default firmata;
}
