/**
 * Asks a time server once (SNTP, RFC 4330, section 5).
 *
 *   us   t1 ──────────► t2   server
 *        t4 ◄────────── t3           offset = ((t2 - t1) + (t3 - t4)) / 2
 */
import { createSocket } from 'node:dgram';

export type TimeAnswer =
  | {
      readonly kind: 'answer' /** The server's clock minus ours. */;
      readonly offsetMs: number;
      readonly roundTripMs: number;
    }
  | { readonly kind: 'no-answer'; readonly why: string };

const packetBytes = 48;
const usualPort = 123;
const answerMsMax = 5_000;
/** From 1900, where NTP begins, to 1970. */
const epochSeconds = 2_208_988_800;
const clientRequest = 0x23; // no leap warning, version 4, client
const serverMode = 4;

/** `server` is `host` or `host:port`. */
export function askTime(server: string, nowMs: () => number = Date.now): Promise<TimeAnswer> {
  const [, host = server, port = String(usualPort)] = /^(.*?)(?::(\d+))?$/.exec(server) ?? [];
  const request = Buffer.alloc(packetBytes);
  request[0] = clientRequest;
  const socket = createSocket('udp4');
  return new Promise((resolve) => {
    let sentMs = 0;
    const settle = (answer: TimeAnswer) => {
      clearTimeout(timer);
      socket.close();
      resolve(answer);
    };
    const timer = setTimeout(
      () => settle({ kind: 'no-answer', why: `no answer within ${answerMsMax / 1000} s` }),
      answerMsMax,
    );
    socket.once('error', (error) => settle({ kind: 'no-answer', why: error.message }));
    socket.once('message', (packet) => {
      const backMs = nowMs();
      const [mode, stratum] = [(packet[0] ?? 0) & 7, packet[1] ?? 0];
      if (packet.length < packetBytes || mode !== serverMode || stratum === 0) {
        return settle({ kind: 'no-answer', why: 'what came is no time' });
      }
      const [receivedMs, answeredMs] = [stampMs(packet, 32), stampMs(packet, 40)];
      settle({
        kind: 'answer',
        offsetMs: (receivedMs - sentMs + (answeredMs - backMs)) / 2,
        roundTripMs: backMs - sentMs - (answeredMs - receivedMs),
      });
    });
    socket.connect(Number(port), host, () => {
      sentMs = nowMs();
      socket.send(request);
    });
  });
}

/** A time stamp of NTP: seconds since 1900, or since 2036 when the highest bit is clear (RFC 4330, section 3), and their fraction. */
function stampMs(packet: Buffer, at: number): number {
  const seconds = packet.readUInt32BE(at);
  const fraction = packet.readUInt32BE(at + 4) / 2 ** 32;
  const era = seconds < 0x8000_0000 ? 2 ** 32 : 0;
  return (seconds + era - epochSeconds + fraction) * 1000;
}
