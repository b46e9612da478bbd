/** Sealing a picture, against the cipher alone and against the age library alone. */
import { createCipheriv, randomBytes } from 'node:crypto';
import { Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { sealBytes } from '../../services/wire/sealing.ts';
import { median, print } from './line.ts';

const pictureBytes = 20 * 1024 * 1024;
const rounds = 9;
const slowRounds = 3;
const mb = pictureBytes / (1024 * 1024);

export async function benchSealing(): Promise<void> {
  const picture = randomBytes(pictureBytes);
  const recipients = [
    await identityToRecipient(await generateIdentity()),
    await identityToRecipient(await generateIdentity()),
  ];
  const sealing = await speed(rounds, () => sealBytes([picture], recipients));
  const cipher = await speed(rounds, async () => {
    const key = createCipheriv('chacha20-poly1305', randomBytes(32), randomBytes(12), { authTagLength: 16 });
    key.update(picture);
    key.final();
  });
  const library = await speed(slowRounds, async () => {
    const encrypter = new Encrypter();
    for (const recipient of recipients) encrypter.addRecipient(recipient);
    await encrypter.encrypt(picture);
  });
  print({
    bench: 'sealing 20 MB',
    value: sealing,
    unit: 'MB/s',
    against: 'ChaCha20-Poly1305 of node:crypto alone',
    againstValue: cipher,
  });
  print({
    bench: 'sealing 20 MB',
    value: sealing,
    unit: 'MB/s',
    against: 'age-encryption alone',
    againstValue: library,
  });
}

async function speed(times: number, work: () => Promise<unknown>): Promise<number> {
  await work(); // warm
  const tookMs: number[] = [];
  for (let round = 0; round < times; round++) {
    const startedMs = performance.now();
    await work();
    tookMs.push(performance.now() - startedMs);
  }
  return (mb * 1000) / median(tookMs);
}
