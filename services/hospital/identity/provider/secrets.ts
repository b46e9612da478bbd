/**
 * What the embedded provider must not lose over a restart: its signing key, so that access tokens stay valid, and the
 * secrets of its clients. Made at the first start, in one file that only the owner reads.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { syncFolder, writeDurably } from '../../../disk/durable.ts';

const secretBytes = 32;

const jwk = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
});

const form = z.object({
  /** Signs identity and access tokens (ES256). */
  signingKey: jwk,
  cookieKey: z.string(),
  webSecret: z.string(),
  systemSecret: z.string(),
});

export type ProviderSecrets = z.infer<typeof form>;

/** Throws where the file is there and not what this program wrote. */
export async function readOrMakeSecrets(folder: string): Promise<ProviderSecrets> {
  const path = join(folder, 'provider.json');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    await writeDurably(path, JSON.stringify(made()));
    await syncFolder(folder);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return form.parse(JSON.parse(await readFile(path, 'utf8')));
}

function made(): ProviderSecrets {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const secret = () => randomBytes(secretBytes).toString('base64url');
  return {
    signingKey: jwk.parse(privateKey.export({ format: 'jwk' })),
    cookieKey: secret(),
    webSecret: secret(),
    systemSecret: secret(),
  };
}
