/** The order in which a picture becomes safe: the journal knows whose it is before the outbox has it. */

import { generateIdentity, identityToRecipient } from 'age-encryption';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Photo } from '../../../device/ports.ts';
import { begin } from '../../../services/station/core/begin.ts';
import type { VisitEvent } from '../../../services/station/core/happening.ts';
import { type Hands, performing } from '../../../services/station/effects.ts';
import type { Written } from '../../../services/station/journal/journal.ts';
import type { KeepProblem } from '../../../services/station/outbox/outbox.ts';
import type { SignedManifest } from '../../../services/wire/manifest.ts';
import { hashOf } from '../../../services/wire/signing.ts';
import { silent } from '../../support/hospital.ts';
import { captureOf, station } from '../../support/invented.ts';

const test = suite('effects');
const recipients = [await identityToRecipient(await generateIdentity())];
const bytes = Buffer.from('JPEG');
const capture = captureOf(bytes);
const photo: Photo = { bytes, sha256: hashOf(bytes), widthPx: 1200, heightPx: 800, camera: capture.camera };

/** Seals one picture with a journal and an outbox in hand; everything else is not there to be touched. */
function sealing(keeps: SignedManifest | KeepProblem) {
  const order: string[] = [];
  const events: VisitEvent['kind'][] = [];
  const written = Promise.withResolvers<Written>();
  const done: Promise<void>[] = [];
  const hands = {
    parts: { camera: { forget: () => order.push('camera may forget') } },
    recipients,
    journal: { written: () => written.promise },
    outbox: {
      async keep() {
        order.push('outbox');
        return keeps;
      },
    },
    log: silent,
    state: () => begin(station),
    happen: (event: VisitEvent) => events.push(event.kind),
    work: (promise: Promise<void>) => done.push(promise),
    onKept: () => order.push('courier'),
    onProblem: (why: KeepProblem) => order.push(why),
  };
  performing(hands as unknown as Hands)({ kind: 'seal', capture, photo });
  return { order, events, written, done: () => Promise.all(done) };
}

const manifest = { document: { parcel: capture.parcel } } as unknown as SignedManifest;

test('a picture is not put into the outbox before the journal has been written', async () => {
  const { order, events, written, done } = sealing(manifest);
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  assert.equal(order, [], 'the journal is still being written');
  order.push('journal');
  written.resolve('written');
  await done();
  assert.equal(order, ['journal', 'outbox', 'camera may forget', 'courier']);
  assert.equal(events, ['sealed']);
});

test('a journal that could not be written does not cost the picture', async () => {
  const { order, events, written, done } = sealing(manifest);
  written.resolve('not-written');
  await done();
  assert.equal(order, ['outbox', 'camera may forget', 'courier']);
  assert.equal(events, ['sealed']);
});

test('a picture that the disk did not take stays in the camera, and the disk is to blame', async () => {
  const { order, events, written, done } = sealing('disk-full');
  written.resolve('written');
  await done();
  assert.equal(order, ['outbox', 'disk-full']);
  assert.equal(events, ['seal-failed']);
});

test.run();
