/** Getting a filed picture back, byte for byte. */
import { hashOf } from '../../../wire/signing.ts';
import type { Archive, FiledPicture } from '../../archive/api.ts';

/**
 * The JPEG as it was filed; undefined when the archive has no such object, or another picture in it. An archive may hand
 * out the zero byte that makes the length of an encapsulated picture even (PS3.5 A.4).
 */
export async function archivedJpeg(
  archive: Pick<Archive, 'jpeg'>,
  place: Pick<FiledPicture, 'as' | 'sopUid' | 'seriesUid' | 'studyUid' | 'sha256'>,
): Promise<Uint8Array | undefined> {
  const found = await archive.jpeg(place);
  if (found === undefined || hashOf(found) === place.sha256) return found;
  const unpadded = found.at(-1) === 0 ? found.subarray(0, -1) : undefined;
  return unpadded !== undefined && hashOf(unpadded) === place.sha256 ? unpadded : undefined;
}
