/**
 * The bench page's hands on the simulated parts, and its view of them. A real pedal or light is not on it.
 *
 * It also stands in for the hands that aim: whatever the station has armed is what the simulated camera looks at.
 */
import type { ForkedCamera } from '../../../device/camera/simulated/process.ts';
import type { SimulatedLight } from '../../../device/light/simulated.ts';
import type { SimulatedPedal } from '../../../device/pedal/simulated.ts';
import type { Stop } from '../../../device/ports.ts';
import type { BenchCommand, BenchLetter, BenchView } from '../api/bench.ts';
import type { Station } from '../station.ts';
import { newAiming } from './bench-aiming.ts';

export interface Bench {
  view(): BenchView;
  onView(listener: (view: BenchView) => void): Stop;
  dispatch(command: BenchCommand): void;
}

export interface BenchParts {
  readonly camera: ForkedCamera;
  readonly pedal: SimulatedPedal | undefined;
  readonly light: SimulatedLight | undefined;
}

/** `station`: knows whose letter is whose and what is armed, and hears what the scanner reads. */
export function benchOf(
  { camera, pedal, light }: BenchParts,
  station: Pick<Station, 'letterCode' | 'dispatch' | 'onView'>,
): Bench {
  const aiming = newAiming();
  station.onView((shown) => {
    const aim = aiming(shown);
    if (aim !== undefined) void camera.aimAt(aim.at, aim.after); // rejects on a bug only, which ends the program
  });

  /** What the letter before the lens says. */
  let held: string | undefined;

  /** The visit may have changed since the letter was taken up: it is another one's then. */
  function letter(): BenchLetter | undefined {
    if (held === undefined) return undefined;
    return held === station.letterCode('own') ? 'own' : 'other';
  }

  function view(): BenchView {
    const subject = camera.subject();
    const whose = letter();
    return {
      camera: {
        faults: camera.faults(),
        taken: camera.sent().length,
        ...(subject !== undefined && { subject }),
        ...(whose !== undefined && { letter: whose }),
      },
      ...(pedal && { pedal: { down: pedal.down() } }),
      ...(light && { light: light.scene() }),
    };
  }

  function hold(whose: BenchLetter | undefined): void {
    const code = whose && station.letterCode(whose);
    if (whose !== undefined && code === undefined) return; // nobody is here, or there is no other one
    held = code;
    void camera.holdLetter(code); // rejects on a bug only, which ends the program
  }

  return {
    view,
    onView(listener) {
      const tell = () => listener(view());
      const stops = [camera.onChange(tell), light?.onScene(tell), pedal?.onEdge(tell), station.onView(tell)];
      return () => {
        for (const stop of stops) stop?.();
      };
    },
    dispatch(command) {
      switch (command.kind) {
        case 'pedal':
          return pedal?.set(command.down);
        case 'fault':
          return void camera.set(command.fault, command.on);
        case 'own-button':
          return void camera.pressOwnButton();
        case 'letter':
          return hold(command.whose);
        case 'scan': {
          const code = station.letterCode(command.whose);
          return code === undefined ? undefined : station.dispatch({ kind: 'scan', code });
        }
      }
    },
  };
}
