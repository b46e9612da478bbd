/**
 * The answer to a store request (PS3.18, section 10.5.3; the sequences: table 6.6.1-2 of its 2015 edition, now I.2-1):
 * which object was refused, and why. An archive's word that it stored something counts for nothing here: it is read back.
 */
import { z } from 'zod';

const numbers = z.object({ Value: z.array(z.number()).optional() }).optional();
const item = z.object({
  '00081155': z.object({ Value: z.array(z.string()).optional() }).optional(), // ReferencedSOPInstanceUID
  '00081196': numbers, // WarningReason
  '00081197': numbers, // FailureReason
});
const sequence = z.object({ Value: z.array(item).optional() }).optional();
const answer = z.object({ '00081198': sequence, '00081199': sequence }); // FailedSOPSequence, ReferencedSOPSequence

/** What the archive said of one object, as words for central IT; undefined when it had nothing to complain of. */
export function complaintAbout(sopUid: string, body: Buffer): string | undefined {
  const parsed = answer.safeParse(json(body));
  if (!parsed.success) return undefined;
  const items = [...(parsed.data['00081198']?.Value ?? []), ...(parsed.data['00081199']?.Value ?? [])];
  for (const about of items) {
    if (about['00081155']?.Value?.[0] !== sopUid) continue;
    const failure = about['00081197']?.Value?.[0];
    if (failure !== undefined) return `${wordsOf(failure)} (failure ${hexadecimal(failure)})`;
    const warning = about['00081196']?.Value?.[0];
    if (warning !== undefined) return `${wordsOf(warning)} (warning ${hexadecimal(warning)})`;
  }
  return undefined;
}

/** PS3.18, tables I.2-2 and I.2-3; PS3.4, table B.2-1. Some are ranges. */
function wordsOf(reason: number): string {
  switch (reason) {
    case 0x0110:
      return 'it could not process the object';
    case 0x0111:
      return 'it holds another object under this identifier';
    case 0x0122:
      return 'it does not take this kind of object; for dermoscopic pictures there is a setting';
    case 0x0124:
      return 'we may not store';
    case 0xb000:
      return 'it changed values of the object';
    case 0xb006:
      return 'it left out parts of the object';
    case 0xb007:
      return 'it finds that the object does not match its kind';
    case 0xc122:
      return 'it does not take JPEG baseline';
  }
  if (reason >> 8 === 0xa7) return 'it has no room left';
  if (reason >> 8 === 0xa9) return 'it finds that the object does not match its kind';
  if (reason >> 12 === 0xc) return 'it cannot understand the object';
  return 'it gave a reason that we do not know';
}

function hexadecimal(reason: number): string {
  return reason.toString(16).toUpperCase().padStart(4, '0');
}

/** Undefined for an answer that is no JSON: archives that answer in XML are read back all the same. */
function json(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
