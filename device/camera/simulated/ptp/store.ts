/**
 * The card as the standard's operations see it, the same for every make:
 *
 *     store 0x00010001
 *     └── DCIM               folder 1
 *         └── 100D7500       folder 2
 *             ├── DSC_0001.JPG
 *             └── …
 */
import { type Body, cardBytesFree, cardBytesMax, deletedFromCard, type HeldPicture } from '../body.ts';
import type { Answer, Machine } from '../personality.ts';
import { formats, responses, unspecified } from './codes.ts';
import { type ObjectInfo, objectInfo, storageInfo } from './datasets.ts';
import { u32s } from './little-endian.ts';

const store = 0x0001_0001;
const folders = { dcim: 1, pictures: 2 } as const;
/** Handles of pictures begin here; those of folders lie below. */
export const firstPictureHandle = 0x100;

/** A cautious guess for the number of pictures that fit, as cameras make it. */
const bytesPerPicture = 12 * 1024 * 1024;

export const only = (code: number): Answer => ({ code });
export const given = (...data: readonly Uint8Array[]): Answer => ({ code: responses.ok, data });

export const storageIds = (): Answer => given(u32s([store]));

export function storage(body: Body, id: number | undefined): Answer {
  if (id !== store) return only(responses.invalidStorageId);
  const freeBytes = cardBytesFree(body);
  const freePictures = Math.floor(freeBytes / bytesPerPicture);
  return given(storageInfo({ capacityBytes: cardBytesMax, freeBytes, freePictures, description: '', label: 'NIKON' }));
}

/** Handles for `GetObjectHandles` and `GetNumObjects`: in one folder, at the root, or all; or why not. */
export function handlesIn(body: Body, parameters: readonly number[]): readonly number[] | 'no-store' | 'no-folder' {
  const [where = unspecified, format = 0, folder = 0] = parameters;
  if (where !== unspecified && where !== store) return 'no-store';
  const pictures = body.card.map((picture) => picture.handle);
  const handles = ((): readonly number[] | 'no-folder' => {
    switch (folder) {
      case 0:
        return [folders.dcim, folders.pictures, ...pictures];
      case unspecified:
        return [folders.dcim];
      case folders.dcim:
        return [folders.pictures];
      case folders.pictures:
        return pictures;
      default:
        return 'no-folder';
    }
  })();
  if (handles === 'no-folder' || format === 0 || format === unspecified) return handles;
  return handles.filter((handle) => handle < firstPictureHandle === (format === formats.association));
}

export function objectHandles(body: Body, parameters: readonly number[]): Answer {
  const handles = handlesIn(body, parameters);
  if (handles === 'no-store') return only(responses.invalidStorageId);
  if (handles === 'no-folder') return only(responses.invalidParentObject);
  return given(u32s(handles));
}

export function numObjects(body: Body, parameters: readonly number[]): Answer {
  const handles = handlesIn(body, parameters);
  if (handles === 'no-store') return only(responses.invalidStorageId);
  if (handles === 'no-folder') return only(responses.invalidParentObject);
  return { code: responses.ok, parameters: [handles.length] };
}

/** `GetObjectInfo` of something on the card. */
export function cardInfo(machine: Machine, handle: number | undefined): Answer {
  if (handle === folders.dcim) return given(objectInfo(folderInfo('DCIM', 0, machine.nowMs())));
  if (handle === folders.pictures) return given(objectInfo(folderInfo('100D7500', folders.dcim, machine.nowMs())));
  const picture = onCard(machine.body(), handle);
  return picture ? pictureInfo(picture, store, folders.pictures) : only(responses.invalidObjectHandle);
}

export function pictureInfo(picture: HeldPicture, storeId: number, parent: number): Answer {
  const { bytes, name, takenAtMs, widthPx, heightPx, thumb } = picture;
  return given(
    objectInfo({
      ...{ storage: storeId, parent, name, takenAtMs, widthPx, heightPx },
      ...{ format: formats.exifJpeg, bytes: bytes.length, associationType: 0 },
      thumb: { format: formats.exifJpeg, bytes: thumb.bytes.length, widthPx: thumb.widthPx, heightPx: thumb.heightPx },
    }),
  );
}

const folderInfo = (name: string, parent: number, takenAtMs: number): ObjectInfo => ({
  ...{ storage: store, format: formats.association, bytes: 0, widthPx: 0, heightPx: 0, associationType: 1 },
  ...{ parent, name, takenAtMs },
});

export const onCard = (body: Body, handle: number | undefined): HeldPicture | undefined =>
  body.card.find((picture) => picture.handle === handle);

/**
 * A picture's bytes, whole or in part. While the camera `cuts-off`, nothing beyond the picture's middle goes out, and the
 * response says so (Incomplete_Transfer).
 */
export function pictureBytes(body: Body, picture: HeldPicture, offset: number, bytesMax: number): Answer {
  if (offset > picture.bytes.length) return only(responses.invalidParameter);
  const bytes = picture.bytes.subarray(offset, offset + bytesMax);
  const middle = Math.floor(picture.bytes.length / 2);
  if (body.faults.has('cuts-off') && offset + bytes.length > middle)
    return { code: responses.incompleteTransfer, data: [bytes], cutAfterBytes: Math.max(0, middle - offset) };
  return { ...given(bytes), parameters: [bytes.length] };
}

export function deleteFromCard(machine: Machine, handle: number | undefined): Answer {
  const picture = onCard(machine.body(), handle);
  if (picture === undefined) return only(responses.invalidObjectHandle);
  machine.become(deletedFromCard(machine.body(), picture.handle));
  return only(responses.ok);
}
