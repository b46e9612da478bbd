/** Reads DICOM files that come back from an archive, through dcmjs: enough to see whether they are what was sent. */
import { data, log } from 'dcmjs';

/** What stands in a file. Empty texts for what it does not say. */
export interface ReadObject {
  readonly sopClass: string;
  readonly sopUid: string;
  readonly seriesUid: string;
  readonly studyUid: string;
  readonly transferSyntax: string;
  readonly modality: string;
  readonly patientId: string;
  /** `Family^Given` */
  readonly patientName: string;
  /** The frame of an encapsulated picture, as it was before it was padded. Shares memory with the file. */
  readonly jpeg?: Uint8Array;
  /** The whole dataset by keyword, as dcmjs has it, for who looks closer. */
  readonly dataset: Readonly<Record<string, unknown>>;
}

// It would print what it stumbles over, and logs leave the building.
log.setLevel('silent');
log.getLogger('validation.dcmjs').setLevel('silent');

const { DicomMessage, DicomMetaDictionary } = data;
const pixelData = '7FE00010';
const jpegSyntaxes = '1.2.840.10008.1.2.4.';
const lengthBytes = 8; // OV: one number of 64 bits

/** Undefined for bytes that are no DICOM file, or a damaged one. */
export function readObject(file: Uint8Array): ReadObject | undefined {
  const read = parse(file);
  if (read === undefined) return undefined;
  const { [pixelData]: pixels, ...elements } = read.dict;
  const dataset = DicomMetaDictionary.naturalizeDataset(elements);
  const transferSyntax = textOf(DicomMetaDictionary.naturalizeDataset(read.meta), 'TransferSyntaxUID');
  const jpeg = transferSyntax.startsWith(jpegSyntaxes) ? frameOf(pixels?.Value, dataset) : undefined;
  return {
    sopClass: textOf(dataset, 'SOPClassUID'),
    sopUid: textOf(dataset, 'SOPInstanceUID'),
    seriesUid: textOf(dataset, 'SeriesInstanceUID'),
    studyUid: textOf(dataset, 'StudyInstanceUID'),
    transferSyntax,
    modality: textOf(dataset, 'Modality'),
    patientId: textOf(dataset, 'PatientID'),
    patientName: nameOf(dataset),
    ...(jpeg === undefined ? {} : { jpeg }),
    dataset,
  };
}

function parse(file: Uint8Array) {
  const { buffer } = file;
  const alone = buffer instanceof ArrayBuffer && file.byteLength === buffer.byteLength; // dcmjs wants memory to itself
  try {
    return DicomMessage.readFile(alone ? buffer : new Uint8Array(file).buffer, { noCopy: true });
  } catch {
    return undefined; // dcmjs throws for whatever it cannot read; to us that is one thing
  }
}

function textOf(dataset: Readonly<Record<string, unknown>>, keyword: string): string {
  const value = dataset[keyword];
  return typeof value === 'string' ? value : '';
}

function nameOf({ PatientName }: Readonly<Record<string, unknown>>): string {
  const [first] = Array.isArray(PatientName) ? PatientName : [];
  return typeof first?.Alphabetic === 'string' ? first.Alphabetic : '';
}

/** The only frame without its padding: see file/part10.ts. */
function frameOf(frames: readonly unknown[] = [], dataset: Readonly<Record<string, unknown>>): Uint8Array | undefined {
  const [frame] = frames;
  const bytes = frames.length === 1 ? bytesOf(frame) : undefined;
  if (bytes === undefined) return undefined;
  const written = bytesOf(dataset.ExtendedOffsetTableLengths);
  if (written?.length === lengthBytes) return bytes.subarray(0, Number(Buffer.from(written).readBigUInt64LE()));
  const padded = bytes.at(-1) === 0 && bytes.at(-2) === 0xd9 && bytes.at(-3) === 0xff;
  return padded ? bytes.subarray(0, -1) : bytes;
}

/** dcmjs gives bytes as either of these, or a list of one. */
function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (value instanceof Uint8Array) return value;
  return Array.isArray(value) && value.length === 1 ? bytesOf(value[0]) : undefined;
}
