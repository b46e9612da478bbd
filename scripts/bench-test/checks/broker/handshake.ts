/** The TLS handshake with the broker, alone, so that its trouble is told apart from MQTT's. */
import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import type { BrokerAddress, TlsTexts } from '../../../../services/wire/connection.ts';

export type Handshake =
  | {
      readonly kind: 'shaken';
      readonly protocol: string;
      readonly cipher: string;
      readonly certificate: X509Certificate | undefined;
      readonly tookMs: number;
    }
  | { readonly kind: 'refused' /** Code of Node or OpenSSL. */; readonly code: string; readonly why: string };

const handshakeMsMax = 10_000;

export function shakeHands({ host, port }: BrokerAddress, tls: TlsTexts): Promise<Handshake> {
  return new Promise((resolve) => {
    const startedMs = performance.now();
    const name = isIP(host) === 0 ? { servername: host } : {};
    const socket = connect({ host, port, ...tls, ...name, minVersion: 'TLSv1.3' });
    const settle = (handshake: Handshake) => {
      clearTimeout(timer);
      socket.end();
      socket.unref();
      resolve(handshake);
    };
    const late = `no handshake within ${handshakeMsMax / 1000} s`;
    const timer = setTimeout(() => settle({ kind: 'refused', code: 'ETIMEDOUT', why: late }), handshakeMsMax);
    socket.once('error', (error: NodeJS.ErrnoException) =>
      settle({ kind: 'refused', code: error.code ?? '', why: error.message }),
    );
    socket.once('secureConnect', () =>
      settle({
        kind: 'shaken',
        protocol: socket.getProtocol() ?? '',
        cipher: socket.getCipher().name,
        certificate: socket.getPeerX509Certificate(),
        tookMs: performance.now() - startedMs,
      }),
    );
  });
}
