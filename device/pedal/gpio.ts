/**
 * The foot pedal on a GPIO line, closing to ground, through onoff and the kernel's `/sys/class/gpio`.
 *
 *   contact ── line, pulled up ── kernel interrupt, both edges ── epoll ── level read ── edge
 *
 * Loading this file loads onoff's native part: import it only where a pedal on a line is wanted.
 */
import { Gpio } from 'onoff';
import type { Pedal, PedalEdge } from '../ports.ts';

/** What the pedal needs of a line that the kernel has opened; `onoff` gives it. */
export type GpioLine = Pick<Gpio, 'readSync' | 'watch' | 'unexport' | 'direction' | 'edge'>;

/**
 * `line` is the kernel's number, from `kernelLine(pinFor('pedal').bcm)`, not the header's pin. The pull-up is the
 * board's: sysfs cannot set one.
 *
 * Throws when the kernel refuses the line: the sentence names it, `cause` is the kernel's. An error later ends the
 * process, because the wire or the chip is gone, and the supervisor starts it clean. Edges carry the time at which
 * this process learned of them; two that came within a few milliseconds may be told as none.
 */
export function gpioPedal(line: number, open: (line: number) => GpioLine = openLine): Pedal {
  const gpio = open(line);
  const [direction, edge] = [gpio.direction(), gpio.edge()];
  if (direction !== 'in' || edge !== 'both') {
    // onoff passes over a refusal where the line was exported before: the pedal would be dead and nobody told
    gpio.unexport();
    throw new Error(`GPIO line ${line} is set to ${direction}, edges ${edge}: another program holds it`);
  }

  const listeners = new Set<{ tell(edge: PedalEdge): void }>();
  let down = closedAt(gpio.readSync());
  let closed = false;
  gpio.watch((error, level) => {
    const atMs = performance.now();
    if (error) throw error;
    if (closed || closedAt(level) === down) return; // it bounced faster than it could be read
    down = !down;
    const told: PedalEdge = { down, atMs };
    for (const { tell } of listeners) tell(told);
  });

  return {
    onEdge(listener) {
      const entry = { tell: listener };
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
    async close() {
      if (closed) return;
      closed = true;
      listeners.clear();
      gpio.unexport();
    },
  };
}

/** The contact pulls the line to ground. */
function closedAt(level: 0 | 1): boolean {
  return level === 0;
}

function openLine(line: number): GpioLine {
  try {
    return new Gpio(line, 'in', 'both');
  } catch (error) {
    throw new Error(`GPIO line ${line} cannot be opened for the pedal: ${hint(error as NodeJS.ErrnoException)}`, {
      cause: error,
    });
  }
}

function hint(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'EACCES':
    case 'EPERM':
      return "put the station's user into the group that owns /sys/class/gpio";
    case 'EBUSY':
      return 'a driver of the kernel or another program has it';
    case 'EINVAL':
      return 'the kernel has no line of this number';
    case 'ENOENT':
      return 'the kernel has no /sys/class/gpio, or the line can raise no interrupt';
    default:
      return error.message;
  }
}
