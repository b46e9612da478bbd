/**
 * Where on the skin: the concepts of DICOM context group 4029, dermatology anatomic sites (PS3.16 CID 4029). The list is
 * data of the standard, in cid4029.json as rows of scheme, code and meaning.
 */
import type { Code } from './api.ts';
import rows from './cid4029.json' with { type: 'json' };

const sites: readonly Code[] = rows
  .map(([scheme = '', code = '', meaning = '']) => ({ scheme, code, meaning }))
  .sort((a, b) => a.meaning.localeCompare(b.meaning, 'en'));

const byCode = new Map(sites.map((site) => [`${site.scheme} ${site.code}`, site]));

/** All sites, in the order of their meanings. */
export function bodySites(): readonly Code[] {
  return sites;
}

/** The site with its meaning as the standard words it, or undefined for a code that the context group does not have. */
export function bodySite(code: Pick<Code, 'scheme' | 'code'>): Code | undefined {
  return byCode.get(`${code.scheme} ${code.code}`);
}
