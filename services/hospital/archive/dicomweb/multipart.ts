/** Bodies of several parts (RFC 2387), as DICOMweb stores and retrieves objects: always with one part here. */
import { randomUUID } from 'node:crypto';

const headerBytesMax = 8 * 1024;

/** A request's body around a DICOM file, which is not copied. */
export function storeBody(file: Uint8Array): { readonly type: string; readonly parts: readonly Uint8Array[] } {
  const boundary = `lentigo-${randomUUID()}`;
  return {
    type: `multipart/related; type="application/dicom"; boundary=${boundary}`,
    parts: [
      Buffer.from(`--${boundary}\r\nContent-Type: application/dicom\r\nContent-Length: ${file.length}\r\n\r\n`),
      file,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ],
  };
}

/** The only part of a body, as a view into it. Undefined where it is not well-formed or has more parts. */
export function onlyPart(type: string, body: Buffer): Buffer | undefined {
  const boundary = boundaryOf(type);
  if (boundary === undefined) return undefined;
  const start = body.indexOf(`--${boundary}`);
  if (start < 0 || start > headerBytesMax) return undefined;
  const header = body.subarray(start, start + headerBytesMax).indexOf('\r\n\r\n');
  if (header < 0) return undefined;
  const content = body.subarray(start + header + 4);
  const delimiter = `\r\n--${boundary}`;
  const end = content.lastIndexOf(delimiter);
  if (end < 0 || content.indexOf(delimiter) !== end) return undefined;
  const closing = content.subarray(end + delimiter.length, end + delimiter.length + 2);
  return closing.equals(Buffer.from('--')) ? content.subarray(0, end) : undefined;
}

/** Parameters stand in any order, with quotes or without; a quoted one may hold semicolons. */
function boundaryOf(type: string): string | undefined {
  if (!/^multipart\/related\s*;/i.test(type)) return undefined;
  for (const [, name, quoted, plain] of type.matchAll(/;\s*([a-z-]+)\s*=\s*(?:"([^"]*)"|([^\s;"]+))/gi)) {
    if (name?.toLowerCase() === 'boundary') return quoted ?? plain;
  }
  return undefined;
}
