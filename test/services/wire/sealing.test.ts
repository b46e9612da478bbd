/** Sealing against Debian's `age` command, in both directions, and against damage. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateHybridIdentity, generateIdentity, identityToRecipient } from 'age-encryption';
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openBytes, payloadOverheadBytes, sealBytes } from '../../../services/wire/sealing.ts';

const operational = await generateIdentity();
const escrow = await generateIdentity();
const recipients = [await identityToRecipient(operational), await identityToRecipient(escrow)];
const folder = mkdtempSync(join(tmpdir(), 'lentigo-sealing-'));
const keyFile = join(folder, 'escrow.txt');
writeFileSync(keyFile, escrow);

async function seal(plain: Uint8Array, to = recipients): Promise<Uint8Array> {
  const sealed = await sealBytes([plain], to);
  if (typeof sealed === 'string') throw new Error(sealed);
  return sealed;
}

function age(args: readonly string[], input: Uint8Array): Buffer {
  return execFileSync('age', args, { input, maxBuffer: 64 * 1024 * 1024 });
}

const test = suite('sealing');
const mib = 1024 * 1024;

for (const bytes of [0, 1, 65_535, 65_536, 65_537, 131_072, 20 * mib]) {
  const plain = randomBytes(bytes);

  test(`the age command opens ${bytes} bytes that we sealed, with the escrow key`, async () => {
    const sealed = await seal(plain);
    assert.ok(age(['--decrypt', '--identity', keyFile], sealed).equals(plain));
  });

  test(`we open ${bytes} bytes that the age command sealed`, async () => {
    const sealed = age(
      recipients.flatMap((recipient) => ['--recipient', recipient]),
      plain,
    );
    const opened = await openBytes(sealed, [operational]);
    assert.ok(typeof opened !== 'string' && Buffer.from(opened).equals(plain), String(opened).slice(0, 20));
  });
}

test('a picture in pieces is sealed as if it were in one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(70_000), { maxLength: 5 }), async (lengths) => {
      const parts = lengths.map((length) => randomBytes(length));
      const sealed = await sealBytes(parts, recipients);
      const opened = typeof sealed === 'string' ? sealed : await openBytes(sealed, [escrow]);
      assert.ok(typeof opened !== 'string' && Buffer.concat(parts).equals(opened));
    }),
    { numRuns: 30 },
  );
});

test('one flipped bit anywhere is noticed', async () => {
  const sealed = await seal(randomBytes(70_000));
  await fc.assert(
    fc.asyncProperty(fc.nat(sealed.length - 1), fc.nat(7), async (place, bit) => {
      const flipped = Uint8Array.from(sealed);
      flipped[place] = (flipped[place] ?? 0) ^ (1 << bit);
      const opened = await openBytes(flipped, [operational]);
      assert.type(opened, 'string');
    }),
    { numRuns: 300 },
  );
});

test('a changed record is damage, a missing one is a truncation, a cut one is damage', async () => {
  const sealed = await seal(randomBytes(3 * 65_536));
  const flipped = Uint8Array.from(sealed);
  flipped[sealed.length - 100_000] = (flipped[sealed.length - 100_000] ?? 0) ^ 1;
  assert.is(await openBytes(flipped, [operational]), 'damaged');
  assert.is(await openBytes(sealed.subarray(0, sealed.length - 65_552), [operational]), 'truncated');
  assert.is(await openBytes(sealed.subarray(0, sealed.length - 1), [operational]), 'damaged');
});

test('a file cut at any place never opens', async () => {
  const sealed = await seal(randomBytes(66_000));
  await fc.assert(
    fc.asyncProperty(fc.nat(sealed.length - 1), async (length) => {
      assert.type(await openBytes(sealed.subarray(0, length), [operational]), 'string');
    }),
    { numRuns: 200 },
  );
});

test('a changed header is named as such, and so are bytes that were never sealed', async () => {
  const sealed = Uint8Array.from(await seal(Buffer.from('picture')));
  const mac = Buffer.from(sealed).indexOf('\n--- ') + 6;
  sealed[mac] = sealed[mac] === 0x41 ? 0x42 : 0x41;
  assert.is(await openBytes(sealed, [operational]), 'damaged-header');
  assert.is(await openBytes(Buffer.from('a picture in the clear'), [operational]), 'not-sealed');
  assert.is(await openBytes(new Uint8Array(), [operational]), 'not-sealed');
});

test('a key of another hospital does not open it', async () => {
  assert.is(await openBytes(await seal(Buffer.from('picture')), [await generateIdentity()]), 'foreign-recipient');
});

test('post-quantum recipients work, and are never mixed with classical ones', async () => {
  const [first, second] = [await generateHybridIdentity(), await generateHybridIdentity()];
  const both = [await identityToRecipient(first), await identityToRecipient(second)];
  const opened = await openBytes(await seal(Buffer.from('picture'), both), [second]);
  assert.is(typeof opened === 'string' ? opened : Buffer.from(opened).toString(), 'picture');
  assert.is(await sealBytes([Buffer.from('picture')], [recipients[0] ?? '', both[0] ?? '']), 'mixed-recipients');
});

test('nobody to seal to, or somebody who is no recipient, is a named problem', async () => {
  assert.is(await sealBytes([Buffer.from('picture')], []), 'no-recipient');
  assert.is(await sealBytes([Buffer.from('picture')], ['age1nobody']), 'bad-recipient');
});

test('sealing 20 MB adds less than 6 kB', async () => {
  const sealed = await seal(randomBytes(20 * mib));
  assert.ok(sealed.length - 20 * mib < 6_000, `${sealed.length - 20 * mib} bytes`);
  assert.ok(payloadOverheadBytes(20 * mib) < sealed.length - 20 * mib);
});

test.after(() => rmSync(folder, { recursive: true }));
test.run();
