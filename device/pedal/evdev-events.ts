/**
 * `struct input_event` of a 64-bit kernel, 24 bytes, little-endian (linux/input.h, linux/input-event-codes.h):
 *
 *   0            8            16      18      20        24
 *   │ seconds    │ µs         │ type  │ code  │ value   │
 */

export type InputEvent =
  | { readonly kind: 'key'; readonly code: number; readonly down: boolean; readonly atMs: number }
  | { readonly kind: 'report'; readonly atMs: number } // what came before belongs together
  | { readonly kind: 'dropped' }; // the kernel's queue ran over: everything up to the next report is a fragment

export const eventBytes = 24;
const [evSyn, evKey] = [0, 1];
const [synReport, synDropped] = [0, 3];
const [released, pressed] = [0, 1]; // 2 is autorepeat, which no foot did

/** What `performance.now()` said when the monotonic clock was 0. */
const processStartMs = performance.now() - Number(process.hrtime.bigint()) / 1e6;

/** The events in `bytes` that matter to a pedal, with times on the clock of `performance.now()`, and the unfinished rest. */
export function inputEvents(bytes: Buffer): { readonly events: readonly InputEvent[]; readonly rest: Buffer } {
  const events: InputEvent[] = [];
  const whole = bytes.length - (bytes.length % eventBytes);
  for (let at = 0; at < whole; at += eventBytes) {
    const event = eventAt(bytes, at);
    if (event !== undefined) events.push(event);
  }
  return { events, rest: Buffer.from(bytes.subarray(whole)) };
}

function eventAt(bytes: Buffer, at: number): InputEvent | undefined {
  const monotonicMs = Number(bytes.readBigInt64LE(at)) * 1000 + Number(bytes.readBigInt64LE(at + 8)) / 1000;
  const atMs = monotonicMs + processStartMs;
  const [type, code, value] = [bytes.readUInt16LE(at + 16), bytes.readUInt16LE(at + 18), bytes.readInt32LE(at + 20)];
  if (type === evSyn && code === synReport) return { kind: 'report', atMs };
  if (type === evSyn && code === synDropped) return { kind: 'dropped' };
  if (type === evKey && (value === pressed || value === released)) {
    return { kind: 'key', code, down: value === pressed, atMs };
  }
  return undefined;
}
