/**
 * The card as the standard's operations see it, the same for every make but for names and numbers:
 *
 *     store 0x00010001
 *     └── DCIM               folder 1
 *         └── 100D7500       folder 2
 *             ├── DSC_0001.JPG
 *             └── …
 */
import { type Body, cardBytesFree, cardBytesMax, deletedFromCard, type HeldPicture } from '../body/body.ts';
import type { Answer, Machine } from '../personality.ts';
import { formats, responses, unspecified } from './codes.ts';
import { type ObjectInfo, objectInfo, storageInfo } from './datasets.ts';
import { u32s } from './little-endian.ts';

/** What a make calls its card. */
export interface CardStyle {
  readonly storeId: number;
  readonly label: string;
  /** The folder of the pictures, in DCIM. */
  readonly folder: string;
  /** Object format code of its raw files. */
  readonly rawFormat: number;
}

const folders = { dcim: 1, pictures: 2 } as const;

/** A cautious guess for the number of pictures that fit, as cameras make it. */
const bytesPerPicture = 12 * 1024 * 1024;
export const picturesIn = (bytes: number): number => Math.floor(bytes / bytesPerPicture);

export const only = (code: number): Answer => ({ code });
export const given = (...data: readonly Uint8Array[]): Answer => ({ code: responses.ok, data });

export const storageIds = (style: CardStyle): Answer => given(u32s([style.storeId]));

export function storage(body: Body, style: CardStyle, id: number | undefined): Answer {
  if (id !== style.storeId) return only(responses.invalidStorageId);
  const freeBytes = cardBytesFree(body);
  const freePictures = picturesIn(freeBytes);
  const { label } = style;
  return given(storageInfo({ capacityBytes: cardBytesMax, freeBytes, freePictures, description: '', label }));
}

/** Handles for `GetObjectHandles` and `GetNumObjects`: in one folder, at the root, or all; or why not. */
function handlesIn(
  body: Body,
  { storeId, rawFormat }: CardStyle,
  parameters: readonly number[],
): readonly number[] | 'no-store' | 'no-folder' {
  const [where = unspecified, format = 0, folder = 0] = parameters;
  if (where !== unspecified && where !== storeId) return 'no-store';
  const wanted = body.card.filter((picture) => {
    if (format === 0 || format === unspecified) return true;
    return format === (picture.format === 'raw' ? rawFormat : formats.exifJpeg);
  });
  const pictures = wanted.map((picture) => picture.handle);
  const shown = (...handles: readonly number[]): readonly number[] =>
    format === 0 || format === unspecified || format === formats.association ? handles : [];
  switch (folder) {
    case 0:
      return [...shown(folders.dcim, folders.pictures), ...pictures];
    case unspecified:
      return shown(folders.dcim);
    case folders.dcim:
      return shown(folders.pictures);
    case folders.pictures:
      return pictures;
    default:
      return 'no-folder';
  }
}

export function objectHandles(body: Body, style: CardStyle, parameters: readonly number[]): Answer {
  const handles = handlesIn(body, style, parameters);
  if (handles === 'no-store') return only(responses.invalidStorageId);
  if (handles === 'no-folder') return only(responses.invalidParentObject);
  return given(u32s(handles));
}

export function numObjects(body: Body, style: CardStyle, parameters: readonly number[]): Answer {
  const handles = handlesIn(body, style, parameters);
  if (handles === 'no-store') return only(responses.invalidStorageId);
  if (handles === 'no-folder') return only(responses.invalidParentObject);
  return { code: responses.ok, parameters: [handles.length] };
}

/** `GetObjectInfo` of something on the card. */
export function cardInfo(machine: Machine, style: CardStyle, handle: number | undefined): Answer {
  if (handle === folders.dcim) return given(objectInfo(folderInfo(style, 'DCIM', 0, machine.nowMs())));
  if (handle === folders.pictures)
    return given(objectInfo(folderInfo(style, style.folder, folders.dcim, machine.nowMs())));
  const picture = onCard(machine.body(), handle);
  return picture ? pictureInfo(picture, style, 'card') : only(responses.invalidObjectHandle);
}

/** A picture in memory has no store and no folder: so libgphoto2 knows where it is. */
export function pictureInfo(picture: HeldPicture, style: CardStyle, where: 'ram' | 'card'): Answer {
  const { lengthBytes, name, takenAtMs, widthPx, heightPx, thumb } = picture;
  return given(
    objectInfo({
      ...(where === 'card' ? { storage: style.storeId, parent: folders.pictures } : { storage: 0, parent: 0 }),
      ...{ name, takenAtMs, widthPx, heightPx, bytes: lengthBytes, associationType: 0 },
      format: formatOf(picture, style),
      thumb: { format: formats.exifJpeg, bytes: thumb.bytes.length, widthPx: thumb.widthPx, heightPx: thumb.heightPx },
    }),
  );
}

export const formatOf = (picture: HeldPicture, style: CardStyle): number =>
  picture.format === 'raw' ? style.rawFormat : formats.exifJpeg;

/** The folder of the pictures, as the parent that a make tells of by itself. */
export const picturesFolder = folders.pictures;

const folderInfo = (style: CardStyle, name: string, parent: number, takenAtMs: number): ObjectInfo => ({
  ...{ storage: style.storeId, format: formats.association, bytes: 0, widthPx: 0, heightPx: 0, associationType: 1 },
  ...{ parent, name, takenAtMs },
});

export const onCard = (body: Body, handle: number | undefined): HeldPicture | undefined =>
  body.card.find((picture) => picture.handle === handle);

/**
 * A picture's bytes, whole or in part. While the camera `cuts-off` or `hangs-in-download`, nothing beyond the picture's
 * middle goes out; in the first case the response says so (Incomplete_Transfer), in the second there is none.
 */
export function pictureBytes(body: Body, picture: HeldPicture, offset: number, bytesMax: number): Answer {
  if (offset > picture.lengthBytes) return only(responses.invalidParameter);
  const parts = partsOf(picture, offset, Math.min(bytesMax, picture.lengthBytes - offset));
  const bytes = parts.reduce((total, part) => total + part.length, 0);
  const middle = Math.floor(picture.lengthBytes / 2);
  if (offset + bytes > middle) {
    const cutAfterBytes = Math.max(0, middle - offset);
    if (body.faults.has('hangs-in-download'))
      return { code: responses.ok, data: parts, cutAfterBytes, thenSilent: true };
    if (body.faults.has('cuts-off')) return { code: responses.incompleteTransfer, data: parts, cutAfterBytes };
  }
  return { ...given(...parts), parameters: [bytes] };
}

const zeros = Buffer.alloc(1024 * 1024);

/** So many bytes of the picture from there: its own, and behind them zeros that exist once, however many are sent. */
function partsOf(picture: HeldPicture, offset: number, bytes: number): readonly Uint8Array[] {
  const own = picture.bytes.subarray(offset, offset + bytes);
  const parts: Uint8Array[] = [own];
  for (let left = bytes - own.length; left > 0; left -= zeros.length) parts.push(zeros.subarray(0, left));
  return parts;
}

export function deleteFromCard(machine: Machine, handle: number | undefined): Answer {
  const picture = onCard(machine.body(), handle);
  if (picture === undefined) return only(responses.invalidObjectHandle);
  machine.become(deletedFromCard(machine.body(), picture.handle));
  return only(responses.ok);
}
