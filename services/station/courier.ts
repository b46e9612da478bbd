/**
 * Carries parcels to the hospital: does over MQTT what `core/courier.ts` decides, and hands back the receipts.
 *
 * The broker's acknowledgements are not believed: Mosquitto has been seen to acknowledge and lose. What counts is what
 * the hospital says, in grants for the sending and in signed receipts for good.
 */
import { randomUUID } from 'node:crypto';
import { connect, type MqttClient } from 'mqtt';
import type { Logger } from 'pino';
import { type BrokerAddress, connectionOptions, leave } from '../wire/connection.ts';
import type { Grant } from '../wire/grant.ts';
import { heldChunks } from '../wire/held.ts';
import type { ParcelId } from '../wire/ids.ts';
import { chunkCount, type SignedManifest } from '../wire/manifest.ts';
import type { SignedReceipt } from '../wire/receipt.ts';
import { verifyDocument } from '../wire/signing.ts';
import { decodeBody, encodeBody, topicFilter, topicName, topicNames, topics } from '../wire/topics.ts';
import type { SealedWorklist } from '../wire/worklist.ts';
import {
  type CourierEffect,
  type CourierEvent,
  type CourierState,
  courierAtRest,
  stepCourier,
} from './core/courier.ts';
import type { Identity } from './identity.ts';
import type { Outbox } from './outbox/outbox.ts';

export interface Courier {
  /** A parcel was kept in the outbox: bring it to the hospital. */
  add(manifest: SignedManifest): void;
  connected(): boolean;
  /** Stops sending. What is not there yet stays in the outbox. */
  close(): Promise<void>;
}

export interface CourierOptions {
  readonly broker: BrokerAddress;
  readonly identity: Identity;
  readonly outbox: Outbox;
  readonly log: Logger;
  /** The connection came or went. */
  onLink(connected: boolean): void;
  /** The hospital's signature was checked and the receipt is for the parcel that the outbox holds. */
  onReceipt(letter: SignedReceipt): void;
  /** The worklist that the broker keeps for this station; nothing of it is checked yet. */
  onWorklist(letter: SealedWorklist): void;
}

export function startCourier(options: CourierOptions): Courier {
  const { broker, identity, outbox, log, onLink, onReceipt, onWorklist } = options;
  const { station } = identity;
  let state: CourierState = courierAtRest;
  let timer: NodeJS.Timeout | undefined;
  let connected = false;
  let closed = false;

  const client: MqttClient = connect(
    connectionOptions(broker, identity.tls, `${station}-${randomUUID()}`, Math.random()),
  );

  function happen(
    event: CourierEvent extends infer E ? (E extends unknown ? Omit<E, 'atMs' | 'chance'> : never) : never,
  ) {
    if (closed) return;
    const step = stepCourier(state, { ...event, atMs: performance.now(), chance: Math.random() });
    state = step.state;
    clearTimeout(timer);
    if (step.tickAtMs !== undefined) {
      timer = setTimeout(() => happen({ kind: 'tick' }), Math.max(1, step.tickAtMs - performance.now()));
    }
    for (const effect of step.effects) perform(effect);
  }

  function perform(effect: CourierEffect): void {
    const letter = outbox.manifest(effect.parcel);
    if (letter === undefined) throw new Error(`parcel ${effect.parcel} travels and is not in the outbox`);
    switch (effect.kind) {
      case 'offer':
        publish('offer', topicName('offer', { station }), encodeBody('offer', letter));
        return;
      case 'send': {
        const topic = topicName('chunk', { station, worker: effect.worker, parcel: effect.parcel, n: effect.chunk });
        outbox.chunk(letter.document, effect.chunk).then(
          (bytes) => publish('chunk', topic, Buffer.from(bytes)),
          (error: unknown) => {
            // The others must go on: this one is offered again and again, and the log says what is the matter.
            log.error({ parcel: effect.parcel, err: error }, 'a sealed parcel cannot be read from the disk');
          },
        );
        return;
      }
    }
  }

  function publish(kind: 'offer' | 'chunk', topic: string, body: Buffer): void {
    if (!connected) return; // the link went meanwhile; the core has been told
    client.publish(topic, body, { qos: topics[kind].qos, retain: topics[kind].retain }, (error) => {
      if (error) log.warn({ err: error, kind }, 'the broker did not take a message');
    });
  }

  function onGrant(grant: Grant): void {
    const { parcel } = grant;
    const letter = outbox.manifest(parcel);
    if (letter === undefined) return; // a parcel of another life of this station
    switch (grant.kind) {
      case 'take':
        happen({
          kind: 'taken',
          parcel,
          worker: grant.worker,
          window: grant.window,
          held: heldChunks(grant.held, chunkCount(letter.document)),
        });
        return;
      case 'busy':
        happen({ kind: 'busy', parcel, retryAfterMs: grant.retryAfterMs });
        return;
      case 'refused':
        log.error({ parcel, why: grant.why }, 'the hospital refuses a parcel: a person has to look');
        happen({ kind: 'refused', parcel });
        return;
    }
  }

  function onSignedReceipt(letter: SignedReceipt): void {
    const { parcel, sha256 } = letter.document;
    const kept = outbox.manifest(parcel);
    const checked = verifyDocument(letter, identity.hospital.receiptKeys);
    if (typeof checked === 'string' || kept?.document.sha256 !== sha256 || checked.station !== station) {
      log.error(
        { parcel, why: typeof checked === 'string' ? checked : 'another parcel' },
        'a receipt was not accepted',
      );
      return;
    }
    outbox.receive(letter, Date.now());
    happen({ kind: 'received', parcel });
    onReceipt(letter);
  }

  let away = false;
  client.on('connect', () => {
    away = false;
    const filters = (['grant', 'receipt', 'worklist'] as const).map((kind) => topicFilter(kind, { station }));
    client.subscribe(filters, { qos: 1 }, (error) => {
      if (error) {
        log.warn({ err: error }, 'the broker did not take the subscriptions');
        client.reconnect();
        return;
      }
      connected = true;
      onLink(true);
      happen({ kind: 'link', link: 'up' });
    });
  });
  client.on('close', () => {
    if (!connected) return;
    connected = false;
    happen({ kind: 'link', link: 'down' });
    onLink(false);
  });
  client.on('error', (error) => {
    if (!away) log.warn({ err: error }, 'no connection to the broker'); // once, however often it is tried again
    away = true;
  });
  client.on('message', (topic, payload) => {
    if (topicNames('grant', topic) !== undefined) {
      const grant = decodeBody('grant', payload);
      if (grant !== undefined) onGrant(grant);
      return;
    }
    const receipt = topicNames('receipt', topic) && decodeBody('receipt', payload);
    const worklist = topicNames('worklist', topic) && decodeBody('worklist', payload);
    if (receipt) onSignedReceipt(receipt);
    else if (worklist) onWorklist(worklist);
    else log.warn({ topic, bytes: payload.length }, 'a message of an unknown form');
  });

  const add = (manifest: SignedManifest): void =>
    happen({ kind: 'queued', parcel: manifest.document.parcel as ParcelId, chunks: chunkCount(manifest.document) });
  for (const manifest of outbox.waiting()) add(manifest);

  return {
    add,
    connected: () => connected,
    async close() {
      closed = true;
      clearTimeout(timer);
      await leave(client);
    },
  };
}
