/** Parcels, signed documents, topics and the small values in them. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { heldChunks, heldText } from '../../../services/wire/held.ts';
import type { ParcelId, StationId, WorkerId } from '../../../services/wire/ids.ts';
import { openKeySet } from '../../../services/wire/key-set.ts';
import { chunkBytes } from '../../../services/wire/limits.ts';
import { chunkCount, chunkRange, type Manifest, signedManifest } from '../../../services/wire/manifest.ts';
import { openParcel, sealParcel } from '../../../services/wire/parcel.ts';
import { nhsNumber } from '../../../services/wire/patient.ts';
import type { Receipt } from '../../../services/wire/receipt.ts';
import { sealBytes } from '../../../services/wire/sealing.ts';
import {
  hashOf,
  keyIdOf,
  publicKeyFrom,
  publicKeyText,
  recipientId,
  type Signer,
  signDocument,
  verifyDocument,
} from '../../../services/wire/signing.ts';
import { decodeBody, encodeBody, topicFilter, topicName, topicNames } from '../../../services/wire/topics.ts';
import { captureOf, station } from '../../support/invented.ts';

function newSigner(): Signer & { publicKey: ReturnType<typeof generateKeyPairSync>['publicKey'] } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { id: keyIdOf(publicKey), privateKey, publicKey };
}

const parcel = '6f3c1f0e-9a44-4f0b-8a57-1f4b3a1c2d3e' as ParcelId;
const worker = '0b0c7a1e-1111-4222-8333-444455556666' as WorkerId;
const offered: Manifest = {
  kind: 'manifest',
  version: 1,
  parcel,
  station,
  sequence: 1,
  byteLength: 700_000,
  sha256: hashOf(Buffer.from('parcel')),
  chunkBytes,
  sealedTo: [recipientId('age1one'), recipientId('age1two')],
};

const test = suite('documents on the wire');

test('a parcel gives back the picture and whom it shows, and to nobody else', async () => {
  const [operational, escrow, stranger] = [
    await generateIdentity(),
    await generateIdentity(),
    await generateIdentity(),
  ];
  const picture = randomBytes(150_000);
  const capture = captureOf(picture);
  const sealed = await sealParcel({ capture, picture }, [
    await identityToRecipient(operational),
    await identityToRecipient(escrow),
  ]);
  assert.instance(sealed, Uint8Array);
  for (const identity of [operational, escrow]) {
    const opened = await openParcel(sealed as Uint8Array, [identity]);
    if (typeof opened === 'string' || !('capture' in opened)) throw new Error(`not a picture: ${opened}`);
    assert.equal(opened.capture, capture);
    assert.ok(picture.equals(opened.picture));
  }
  assert.is(await openParcel(sealed as Uint8Array, [stranger]), 'foreign-recipient');
});

test('sealed bytes without a capture in them are no parcel', async () => {
  const identity = await generateIdentity();
  const recipient = await identityToRecipient(identity);
  for (const text of ['', 'no line', '\n', '{"kind":"capture"}\nJPEG', `${'x'.repeat(70_000)}\n`]) {
    const sealed = await sealBytes([Buffer.from(text)], [recipient]);
    assert.is(await openParcel(sealed as Uint8Array, [identity]), 'not-a-parcel');
  }
});

test('a signature counts for the document it was made for, from a key that is trusted, and for nothing else', () => {
  const signer = newSigner();
  const trusted = new Map([[signer.id, signer.publicKey]]);
  const letter = signDocument(offered, signer);
  assert.equal(verifyDocument(letter, trusted), offered);
  assert.is(verifyDocument({ ...letter, document: { ...offered, sequence: 2 } }, trusted), 'bad-signature');
  assert.is(
    verifyDocument({ ...letter, document: { ...offered, kind: 'receipt' } as never }, trusted),
    'bad-signature',
  );
  assert.is(verifyDocument(letter, new Map()), 'unknown-key');
  const shuffled = Object.fromEntries(Object.entries(offered).reverse()) as Manifest;
  assert.equal(
    verifyDocument({ ...letter, document: shuffled }, trusted),
    shuffled,
    'the order of fields means nothing',
  );
});

test('a signed manifest survives the wire as it is', () => {
  const letter = signDocument(offered, newSigner());
  assert.equal(decodeBody('offer', encodeBody('offer', letter)), letter);
  assert.equal(signedManifest.parse(JSON.parse(JSON.stringify(letter))), letter);
});

test('public keys are written and read as 32 bytes', () => {
  const { publicKey, id } = newSigner();
  assert.is(keyIdOf(publicKeyFrom(publicKeyText(publicKey))), id);
  assert.throws(() => publicKeyFrom('AAAA'), /32 bytes/);
});

test('a key set counts only from the pinned root, with keys that are the ones their names say', () => {
  const [root, hospital, stranger] = [newSigner(), newSigner(), newSigner()];
  const keys = {
    kind: 'key-set',
    version: 1,
    serial: 1,
    issuedAt: '2026-11-01T08:00:00.000Z',
    operational: 'age1operational',
    escrow: 'age1escrow',
    receiptKeys: [{ id: hospital.id, publicKey: publicKeyText(hospital.publicKey) }],
  } as const;
  const opened = openKeySet(signDocument({ ...keys, receiptKeys: [...keys.receiptKeys] }, root), root.publicKey);
  assert.ok(typeof opened !== 'string' && opened.receiptKeys.has(hospital.id));
  assert.is(
    openKeySet(signDocument({ ...keys, receiptKeys: [...keys.receiptKeys] }, stranger), root.publicKey),
    'unknown-key',
  );
  const misnamed = [{ id: stranger.id, publicKey: publicKeyText(hospital.publicKey) }];
  assert.is(openKeySet(signDocument({ ...keys, receiptKeys: misnamed }, root), root.publicKey), 'misnamed-key');
});

test('the chunks of a parcel are its bytes, each once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 * chunkBytes }), (byteLength) => {
      let at = 0;
      for (let index = 0; index < chunkCount({ byteLength }); index++) {
        const { start, length } = chunkRange({ byteLength }, index);
        assert.is(start, at);
        assert.ok(length > 0 && length <= chunkBytes);
        at += length;
      }
      assert.is(at, byteLength);
    }),
  );
});

test('what the hospital holds is written and read the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1024 }), fc.array(fc.nat(1023)), (count, indexes) => {
      const chunks = new Set(indexes.filter((index) => index < count));
      assert.equal(
        [...heldChunks(heldText(chunks, count), count)],
        [...chunks].sort((a, b) => a - b),
      );
    }),
  );
});

test('a topic is read back into the names it was made of, and a strange one is none', () => {
  const names = { station, worker, parcel, n: 7 };
  const topic = topicName('chunk', names);
  assert.is(topic, `lentigo/1/histon-1/chunk/${worker}/${parcel}/7`);
  assert.equal(topicNames('chunk', topic), names);
  assert.is(topicNames('offer', topic), undefined);
  assert.is(topicNames('offer', 'lentigo/1/Not A Station/offer'), undefined);
  assert.is(topicNames('offer', 'lentigo/2/histon-1/offer'), undefined);
  assert.is(topicFilter('chunk', { worker }), `lentigo/1/+/chunk/${worker}/+/+`);
  assert.is(topicFilter('grant', { station: '%u' }), 'lentigo/1/%u/grant');
});

test('a message that is too long, not JSON or of another form is not read', () => {
  const receipt: Receipt = {
    kind: 'receipt',
    version: 1,
    parcel,
    station,
    sha256: offered.sha256,
    outcome: 'filed',
    filedAs: 'histon-1/x',
    at: '2026-11-22T09:31:09.000Z',
  };
  const letter = signDocument(receipt, newSigner());
  assert.equal(decodeBody('receipt', encodeBody('receipt', letter)), letter);
  assert.is(decodeBody('offer', encodeBody('receipt', letter)), undefined);
  assert.is(decodeBody('receipt', Buffer.from('{')), undefined);
  assert.is(decodeBody('receipt', Buffer.alloc(70_000, 0x20)), undefined);
  assert.is(decodeBody('chunk', Buffer.alloc(chunkBytes + 1)), undefined);
});

test('an NHS number is ten digits with the right check digit', () => {
  assert.ok(nhsNumber.safeParse('9990000018').success);
  for (const wrong of ['9991234567', '999000001', '99900000188', '9990000019', '999 000 0018', '']) {
    assert.not(nhsNumber.safeParse(wrong).success, wrong);
  }
});

test('a station is named in lower-case letters, digits and hyphens', () => {
  assert.ok(topicNames('offer', topicName('offer', { station: 'a1b' as StationId })));
});

test.run();
