/**
 * A DICOM file (PS3.10 7.1), with or without a picture.
 *
 *   128 zeros · DICM · group 0002 · dataset [ · (7FE0,0010) OB undefined length
 *                                                empty offset table · one fragment · delimiter ]   (PS3.5 A.4)
 *
 * One frame is one fragment, with one zero after an odd number of bytes. A JPEG ends with its end-of-image marker, so that
 * the zero can be told from it. Bytes after that marker (some cameras keep a small copy there) are kept too; then the
 * length of the frame is written down (7FE0,0002), because no reader could find it.
 */
import { implementationClassUid } from '../uids.ts';
import { type Dataset, elementHead, encodeDataset, itemHead } from './dataset.ts';
import { elementOf } from './dictionary.ts';

export const explicitLittleEndian = '1.2.840.10008.1.2.1';
export const jpegBaseline = '1.2.840.10008.1.2.4.50';

const implementationVersionName = 'LENTIGO 1';
const preambleBytes = 128;
const undefinedLength = 0xffff_ffff;
const sequenceDelimiter = 0xfffee0dd;

interface Named {
  readonly sopClass: string;
  readonly sopUid: string;
}

/** `dataset` has passed `unfitValue`. */
export function encodeFile(named: Named, dataset: Dataset): Uint8Array {
  return Buffer.concat([meta(named, explicitLittleEndian), encodeDataset(dataset)]);
}

/** As `encodeFile`, with one baseline JPEG as it is. Pixel data stands last: nothing of ours has a higher tag. */
export function encodeFileWithJpeg(named: Named, dataset: Dataset, jpeg: Uint8Array): Uint8Array {
  const pad = jpeg.length % 2;
  const { tag, vr } = elementOf('PixelData');
  return Buffer.concat([
    meta(named, jpegBaseline),
    encodeDataset({ ...dataset, ...(endsVisibly(jpeg) ? {} : offsetTable(jpeg.length)) }),
    elementHead(tag, vr, undefinedLength),
    itemHead(0),
    itemHead(jpeg.length + pad),
    jpeg,
    Buffer.alloc(pad),
    itemHead(0, sequenceDelimiter),
  ]);
}

function endsVisibly(jpeg: Uint8Array): boolean {
  return jpeg.at(-2) === 0xff && jpeg.at(-1) === 0xd9;
}

/** PS3.3 C.7.6.3.1.8: where the only frame begins, and how long it is without padding. */
function offsetTable(length: number): Dataset {
  const lengths = Buffer.alloc(8);
  lengths.writeBigUInt64LE(BigInt(length));
  return { ExtendedOffsetTable: Buffer.alloc(8), ExtendedOffsetTableLengths: lengths };
}

function meta({ sopClass, sopUid }: Named, transferSyntax: string): Buffer {
  const group = encodeDataset({
    FileMetaInformationVersion: Uint8Array.of(0, 1),
    MediaStorageSOPClassUID: sopClass,
    MediaStorageSOPInstanceUID: sopUid,
    TransferSyntaxUID: transferSyntax,
    ImplementationClassUID: implementationClassUid,
    ImplementationVersionName: implementationVersionName,
  });
  const head = encodeDataset({ FileMetaInformationGroupLength: group.length });
  return Buffer.concat([Buffer.alloc(preambleBytes), Buffer.from('DICM'), head, group]);
}
