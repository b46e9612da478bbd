/**
 * An IO plugin for johnny-five: the two lines of a Raspberry Pi that dim the ring, on the kernel's own pulse-width
 * modulation. Pins are numbered as in the pin map, by BCM number.
 *
 *   five.Led.brightness ─► analogWrite(12, 0…255) ─► channel.write ─► /sys/class/pwm/…/duty_cycle
 */
import BoardIO from 'board-io';
import type { Io } from 'johnny-five';
import type { PwmChannel } from './pwm/channel.ts';

/** Steps from dark to full. johnny-five counts brightness in the same. */
const fullValue = 255;

/** johnny-five asks for these of every pin; a pin that only dims has nothing to report. */
const neverReports = { report: 0, analogChannel: 127 };

/** `channels` by BCM number. Becomes ready by itself, once somebody has had the time to listen. */
export function piIo(channels: ReadonlyMap<number, PwmChannel>): Io {
  const io = new BoardIO({ quiet: true });
  io.name = 'Raspberry Pi PWM';
  io.RESOLUTION = { PWM: fullValue };

  for (let bcm = 0; bcm <= Math.max(...channels.keys()); bcm += 1) {
    const mode = io.MODES.PWM;
    io._pins.push({ supportedModes: channels.has(bcm) ? [mode] : [], mode, ...neverReports });
  }

  io.pinMode = (pin, mode) => {
    if (!channels.has(pin) || mode !== io.MODES.PWM) throw new Error(`GPIO ${pin} of the ring light only dims`);
  };
  io.analogWrite = (pin, value) => {
    const channel = channels.get(pin);
    if (channel === undefined) throw new Error(`GPIO ${pin} is not the ring light's`);
    channel.write(value / fullValue);
  };

  process.nextTick(() => {
    io.emit('connect');
    io.emit('ready');
  });
  return io;
}
