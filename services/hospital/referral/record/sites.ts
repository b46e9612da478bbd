/** Coded body sites (DICOM CID 4029) by their code alone, as forms and letters give them. */
import type { Code } from '../../dicom/api.ts';
import { bodySite } from '../../dicom/body-sites.ts';

/** SNOMED CT first: it is what letters are coded with; DICOM's own codes fill its gaps. */
const schemes = ['SCT', 'DCM', 'FMA'];

/** Undefined for a code that the context group does not have. */
export function siteOf(code: string): Code | undefined {
  for (const scheme of schemes) {
    const site = bodySite({ scheme, code });
    if (site !== undefined) return site;
  }
  return undefined;
}
