/** Connects an ingest worker to the broker: offers shared among all workers, chunks for this one. */
import { connect, type MqttClient } from 'mqtt';
import type { Logger } from 'pino';
import { type BrokerAddress, connectionOptions, leave, type TlsTexts } from '../../wire/connection.ts';
import type { WorkerId } from '../../wire/ids.ts';
import {
  decodeBody,
  encodeBody,
  sharedByWorkers,
  topicFilter,
  topicName,
  topicNames,
  topics,
} from '../../wire/topics.ts';
import type { Worker, WorkerOptions } from './worker.ts';

export interface IngestLink {
  /** Resolves when the first subscriptions hold. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

export interface IngestLinkOptions {
  readonly broker: BrokerAddress;
  /** PEM texts. The certificate's name is a role that the broker lets read every station's offers. */
  readonly tls: TlsTexts;
  readonly id: WorkerId;
  readonly log: Logger;
  /** Makes the worker, given the way to answer. */
  readonly worker: (answer: WorkerOptions['answer']) => Worker;
}

export function connectIngest({ broker, tls, id, log, worker: makeWorker }: IngestLinkOptions): IngestLink {
  const client: MqttClient = connect(connectionOptions(broker, tls, `ingest-${id}`, Math.random()));

  function publish(kind: 'grant' | 'receipt', topic: string, body: Buffer): void {
    if (!client.connected) return; // the station offers again, and then it is answered
    client.publish(topic, body, { qos: topics[kind].qos, retain: topics[kind].retain }, (error) => {
      if (error) log.warn({ err: error, kind }, 'the broker did not take an answer');
    });
  }

  const worker = makeWorker({
    grant: (station, grant) => publish('grant', topicName('grant', { station }), encodeBody('grant', grant)),
    receipt: (station, letter) => publish('receipt', topicName('receipt', { station }), encodeBody('receipt', letter)),
  });

  let away = false;
  const ready = new Promise<void>((resolve) => {
    client.on('connect', () => {
      away = false;
      const filters = [`${sharedByWorkers}${topicFilter('offer', {})}`, topicFilter('chunk', { worker: id })];
      client.subscribe(filters, { qos: 1 }, (error) => {
        if (error) {
          log.error({ err: error }, 'the broker did not take the subscriptions');
          client.reconnect();
        } else resolve();
      });
    });
  });
  client.on('error', (error) => {
    if (!away) log.warn({ err: error }, 'no connection to the broker'); // once, however often it is tried again
    away = true;
  });
  client.on('message', (topic, payload) => {
    const offer = topicNames('offer', topic);
    const letter = offer && decodeBody('offer', payload);
    if (offer && letter) {
      void worker.offered(offer.station, letter);
      return;
    }
    const chunk = topicNames('chunk', topic);
    const bytes = chunk && decodeBody('chunk', payload);
    if (chunk && bytes) void worker.chunk(chunk.station, chunk.parcel, chunk.n, bytes);
    else log.warn({ topic, bytes: payload.length }, 'a message of an unknown form');
  });

  return {
    ready,
    async close() {
      await leave(client);
      await worker.close();
    },
  };
}
