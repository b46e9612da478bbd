/** Puts worklists on the broker, retained, over a connection of its own. */
import { randomUUID } from 'node:crypto';
import { connect, type MqttClient } from 'mqtt';
import type { Logger } from 'pino';
import { type BrokerAddress, connectionOptions, leave, type TlsTexts } from '../../../wire/connection.ts';
import { encodeBody, topicName, topics } from '../../../wire/topics.ts';
import type { PublishWorklist } from '../api.ts';

/** The broker has this long to say that it holds a worklist. */
const heldMsMax = 10_000;

export interface Publisher {
  /** Rejects at once while there is no connection: the caller tries again. Resolves with the broker's PUBACK. */
  readonly publish: PublishWorklist;
  /** Called at every connection, the first one too: what waited can go. */
  onConnect(listener: () => void): () => void;
  close(): Promise<void>;
}

export interface PublisherOptions {
  readonly broker: BrokerAddress;
  /** PEM texts. The certificate's name is a role that the broker lets write every station's worklist. */
  readonly tls: TlsTexts;
  readonly log: Logger;
}

export function worklistPublisher({ broker, tls, log }: PublisherOptions): Publisher {
  const client: MqttClient = connect(connectionOptions(broker, tls, `clinic-${randomUUID()}`, Math.random()));
  const listeners = new Set<() => void>();
  let away = false;
  client.on('connect', () => {
    away = false;
    for (const listener of listeners) listener();
  });
  client.on('error', (error) => {
    if (!away) log.warn({ err: error }, 'no connection to the broker'); // once, however often it is tried again
    away = true;
  });

  return {
    async publish(station, worklist) {
      if (!client.connected) throw new Error('there is no connection to the broker');
      const { qos, retain, bytesMax } = topics.worklist;
      const body = encodeBody('worklist', worklist);
      if (body.length > bytesMax) throw new Error(`a worklist of ${body.length} bytes is more than the broker takes`);
      let patience: NodeJS.Timeout | undefined;
      const impatient = new Promise<never>((_, reject) => {
        patience = setTimeout(() => reject(new Error('the broker did not say that it holds the worklist')), heldMsMax);
      });
      const held = client.publishAsync(topicName('worklist', { station }), body, { qos, retain });
      held.catch(() => {}); // told through the race, unless patience had ended before
      try {
        await Promise.race([held, impatient]);
      } finally {
        clearTimeout(patience);
      }
    },
    onConnect(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => leave(client),
  };
}
