/** How station and hospital connect to the broker: MQTT 5 over TLS 1.3, each with a certificate that names it. */
import { messageBytesMax } from './limits.ts';

/** No answer to a handshake for this long is no connection. */
const connectMsMax = 10_000;
/** Signs of life for the broker's sake; the silence of the other side is noticed by our own timers, and much earlier. */
const keepAliveSeconds = 15;
/** Reconnecting waits for one to two times this long: a thousand stations must not come back at the same moment. */
const reconnectMsMin = 1_000;

export interface BrokerAddress {
  readonly host: string;
  readonly port: number;
}

/** PEM texts: who vouches for the broker, and the own certificate with its key. */
export interface TlsTexts {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** Options for MQTT.js. `clientId` is not to be guessed: who takes it disconnects its owner. No session is kept: whatever was under way is offered again. `chance` is from 0 to 1. */
export function connectionOptions(broker: BrokerAddress, tls: TlsTexts, clientId: string, chance: number) {
  return {
    protocol: 'mqtts',
    ...broker,
    ...tls,
    minVersion: 'TLSv1.3',
    protocolVersion: 5,
    clientId,
    clean: true,
    keepalive: keepAliveSeconds,
    connectTimeout: connectMsMax,
    reconnectPeriod: reconnectMsMin * (1 + chance),
    resubscribe: false,
    properties: { maximumPacketSize: messageBytesMax },
  } as const;
}

/** Leaving politely takes no longer than this. */
const leaveMsMax = 1_000;

/** Say goodbye to the broker, or be gone without when it does not listen. */
export async function leave(client: { endAsync(force: boolean): Promise<void> }): Promise<void> {
  let patience: NodeJS.Timeout | undefined;
  const impatient = new Promise<void>((resolve) => {
    patience = setTimeout(() => resolve(client.endAsync(true)), leaveMsMax);
  });
  await Promise.race([client.endAsync(false), impatient]);
  clearTimeout(patience);
}
