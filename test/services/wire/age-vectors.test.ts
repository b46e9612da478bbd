/** The published test vectors of the age format (C2SP/CCTV), which nobody here wrote. */
import { inflateSync } from 'node:zlib';
import * as vectors from 'cctv-age';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openBytes } from '../../../services/wire/sealing.ts';
import { hashOf } from '../../../services/wire/signing.ts';

interface Vector {
  readonly expect: string;
  readonly payloadHash: string | undefined;
  readonly identities: readonly string[];
  readonly file: Uint8Array;
}

/** A vector is a few `name: value` lines, an empty line, and the file, perhaps compressed. */
function read(bytes: Uint8Array): Vector {
  const end = Buffer.from(bytes).indexOf('\n\n');
  const lines = Buffer.from(bytes.subarray(0, end)).toString('utf8').split('\n');
  const values = (name: string) =>
    lines.filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2));
  const file = bytes.subarray(end + 2);
  return {
    expect: values('expect')[0] ?? '',
    payloadHash: values('payload')[0],
    identities: values('identity'),
    file: values('compressed')[0] === 'zlib' ? inflateSync(file) : file,
  };
}

/** Armour and passphrases are parts of age that no parcel uses. */
const applicable = Object.entries(vectors)
  .filter(([name, bytes]) => bytes instanceof Uint8Array && !name.startsWith('armor') && !name.startsWith('scrypt'))
  .map(([name, bytes]) => [name, read(bytes)] as const)
  .filter(([, vector]) => vector.identities.length > 0);

const test = suite('published age vectors');

test('there are enough of them to mean something', () => {
  assert.ok(applicable.length >= 70, `${applicable.length} vectors`);
});

for (const [name, vector] of applicable) {
  test(`a sealed file as in vector ${name} gives: ${vector.expect}`, async () => {
    const opened = await openBytes(vector.file, vector.identities);
    switch (vector.expect) {
      case 'success':
        assert.is(typeof opened === 'string' ? opened : hashOf(opened), vector.payloadHash);
        break;
      case 'no match':
        assert.is(opened, 'foreign-recipient');
        break;
      case 'HMAC failure':
        assert.ok(opened === 'damaged-header', String(opened));
        break;
      case 'header failure':
        // The vectors count the payload's nonce to the header; we say of a file that ends there that it is cut off.
        assert.ok(['damaged-header', 'not-sealed', 'truncated'].includes(String(opened)), String(opened));
        break;
      case 'payload failure':
        assert.ok(opened === 'damaged' || opened === 'truncated', String(opened));
        break;
      default:
        assert.unreachable(`an expectation nobody here knows: ${vector.expect}`);
    }
  });
}

test.run();
