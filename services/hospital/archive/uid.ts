/** Unique identifiers (PS3.5, chapter 9): numbers with dots between them. They become names of files and parts of addresses. */

const charactersMax = 64;
const uid = /^(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*))+$/;

export function isUid(text: string): boolean {
  return text.length <= charactersMax && uid.test(text);
}

/** The same text. Throws where it is no UID: nothing else may come near a path. */
export function checkedUid(text: string): string {
  if (!isUid(text)) throw new Error('not a DICOM unique identifier');
  return text;
}
