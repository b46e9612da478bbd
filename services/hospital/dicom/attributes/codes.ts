/** A coded concept as an item of a code sequence (PS3.3 8.8). */
import type { Code } from '../api.ts';
import type { Dataset } from '../file/dataset.ts';

const shortCodeMax = 16;

/** National SNOMED CT codes have up to 18 digits: a code that is too long for SH has an element of its own. */
export function codeItem({ scheme, code, meaning }: Code): Dataset {
  const value = code.length > shortCodeMax ? { LongCodeValue: code } : { CodeValue: code };
  return { ...value, CodingSchemeDesignator: scheme, CodeMeaning: meaning };
}
