/**
 * A picture as a DICOM object: the camera's JPEG unchanged, with all that the record says of it.
 *
 *   locating, close-up   VL Photographic Image Storage, XC
 *   dermoscopic          Dermoscopic Photography Image Storage, DMS; or as above where the archive knows no better
 *
 * Whose and what stands in the attributes below, one function for each group of modules of PS3.3. What the record does
 * not know is left empty where the standard allows it, and is never guessed.
 */
import type { DicomOptions, DicomPicture, PictureRecord, Unfit } from './api.ts';
import { codeItem } from './attributes/codes.ts';
import { type LocalTime, localTime } from './attributes/local-time.ts';
import { isUnfit, patientAttributes } from './attributes/patient.ts';
import { dermoscopic, photographic } from './attributes/sop-classes.ts';
import { type Dataset, unfitValue } from './file/dataset.ts';
import { encodeFileWithJpeg } from './file/part10.ts';
import { colourSpaceOf } from './jpeg/icc.ts';
import { inspectJpeg, type JpegFacts } from './jpeg/inspect.ts';
import { turnUpright } from './jpeg/turn.ts';
import { frameOfReferenceUid, pictureUid, seriesUid, studyUid } from './uids.ts';

const stationNameMax = 16; // SH
const views = ['locating', 'close-up', 'dermoscopic'] as const;
const lateralities = { left: 'L', right: 'R', midline: 'U' } as const;
const skin = { scheme: 'SCT', code: '39937001', meaning: 'Skin' }; // CID 4029; for a site that nobody has coded

/**
 * Of every baseline JPEG in colour, whatever its sampling: under a lossy transfer syntax that is not JPEG 2000 these IODs
 * know no other value (PS3.3 C.8.12.1.1.1, PS3.5 8.2.1), and decoders take the sampling from the JPEG itself.
 */
const luminanceAndChrominance = 'YBR_FULL_422';

/**
 * The same record, picture and options give the same bytes. Values are checked before anything is written and are never
 * shortened: `Unfit` names the first element that does not take its value.
 */
export async function dicomPicture(
  record: PictureRecord,
  picture: Uint8Array,
  options: DicomOptions,
): Promise<DicomPicture | Unfit> {
  const camera = inspectJpeg(picture);
  if ('kind' in camera) return camera;
  const jpeg = await turnUpright(picture, camera.orientation);
  if ('kind' in jpeg) return jpeg;
  const facts = jpeg === picture ? camera : inspectJpeg(jpeg);
  if ('kind' in facts) return facts;

  const patient = patientAttributes(record.patient);
  if (isUnfit(patient)) return patient;
  // Without it nobody could tell later which lesion this is.
  if (record.lesion.trackingUid === '') return { kind: 'unfit', why: 'value-not-allowed', detail: 'TrackingUID' };
  const as = record.view === 'dermoscopic' && !options.photographicOnly ? dermoscopic : photographic;
  const study = studyUid(record.visit, record.referral.id);
  const names = {
    sopClass: as.sopClass,
    sopUid: pictureUid(record.parcel, record.filing),
    seriesUid: seriesUid(study, record.lesion.id, record.view),
    studyUid: study,
  };
  const taken = localTime(record.takenAt);
  const dataset: Dataset = {
    SpecificCharacterSet: 'ISO_IR 192',
    SOPClassUID: names.sopClass,
    SOPInstanceUID: names.sopUid,
    TimezoneOffsetFromUTC: taken.offset,
    ...patient,
    ...studyAttributes(record, names.studyUid, taken),
    ...seriesAttributes(record, names.seriesUid, as.modality),
    ...equipmentAttributes(record),
    ...imageAttributes(record, taken),
    ...pixelAttributes(facts, jpeg.length),
    ...siteAttributes(record),
    ...(record.view === 'dermoscopic' ? dermoscopyAttributes(record, options) : {}),
  };
  const unfit = unfitValue(dataset);
  return unfit ?? { file: encodeFileWithJpeg(names, dataset, jpeg), ...names, jpeg };
}

/** Patient and general study (C.7.2.1). The same in every object of a study, so without the time of one picture. */
function studyAttributes({ referral }: PictureRecord, uid: string, taken: LocalTime): Dataset {
  return {
    StudyInstanceUID: uid,
    StudyDate: taken.date, // a visit does not last past midnight
    StudyTime: '',
    StudyID: '',
    StudyDescription: 'Teledermatology',
    AccessionNumber: referral.ubrn ?? '',
    ReferringPhysicianName: '',
  };
}

/** General series (C.7.3.1), frame of reference (C.7.4.1): one series for each lesion and view kind. */
function seriesAttributes({ lesion, view }: PictureRecord, uid: string, modality: string): Dataset {
  return {
    Modality: modality,
    SeriesInstanceUID: uid,
    SeriesNumber: lesion.ordinal * 10 + views.indexOf(view) + 1,
    SeriesDescription: `Lesion ${lesion.ordinal}, ${view}`,
    FrameOfReferenceUID: frameOfReferenceUid(uid),
    PositionReferenceIndicator: '',
  };
}

/** General and enhanced general equipment (C.7.5.1, C.7.5.2): all of type 1 for dermoscopy. */
function equipmentAttributes({ camera, station, siteName }: PictureRecord): Dataset {
  return {
    Manufacturer: said(camera.manufacturer),
    ManufacturerModelName: said(camera.model),
    DeviceSerialNumber: said(camera.serial),
    SoftwareVersions: said(camera.firmware),
    InstitutionName: siteName,
    ...(station.length <= stationNameMax ? { StationName: station } : { InstitutionalDepartmentName: station }),
  };
}

/** A camera that does not say, is written down as one that did not say: the element may not be empty. */
function said(text: string): string {
  return text.trim() === '' ? 'UNKNOWN' : text;
}

/** General image (C.7.6.1), acquisition context (C.7.6.14), VL image (C.8.12.1), common instance reference. */
function imageAttributes({ lesion, view, takenAt }: PictureRecord, taken: LocalTime): Dataset {
  return {
    ImageType: ['ORIGINAL', 'PRIMARY'],
    InstanceNumber: secondOfDay(takenAt),
    ContentDate: taken.date,
    ContentTime: taken.time,
    AcquisitionDate: taken.date,
    AcquisitionTime: taken.time,
    AcquisitionDateTime: `${taken.date}${taken.time}`,
    PatientOrientation: '',
    BurnedInAnnotation: 'NO',
    // Nobody looks for faces and tattoos before filing: whoever shares pictures is told to.
    RecognizableVisualFeatures: view === 'dermoscopic' ? 'NO' : 'YES',
    ImageComments: `Lesion ${lesion.ordinal}: ${lesion.site}`,
    AcquisitionContextSequence: [],
  };
}

/** Viewers sort a series by it: pictures of one series lie seconds apart, in the order of the presses. */
function secondOfDay(takenAt: string): number {
  const at = new Date(takenAt);
  return at.getUTCHours() * 3_600 + at.getUTCMinutes() * 60 + at.getUTCSeconds();
}

/** Image pixel (C.7.6.3), lossy compression (C.7.6.1.1.5), ICC profile (C.11.15). */
function pixelAttributes(facts: JpegFacts, jpegBytes: number): Dataset {
  const { widthPx, heightPx, iccProfile } = facts;
  const ratio = (widthPx * heightPx * 3) / jpegBytes;
  return {
    SamplesPerPixel: 3,
    PhotometricInterpretation: luminanceAndChrominance,
    PlanarConfiguration: 0,
    Rows: heightPx,
    Columns: widthPx,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelRepresentation: 0,
    LossyImageCompression: '01',
    LossyImageCompressionRatio: ratio.toFixed(2),
    LossyImageCompressionMethod: 'ISO_10918_1',
    ICCProfile: iccProfile,
    ColorSpace: iccProfile === undefined ? undefined : colourSpaceOf(iccProfile),
  };
}

/** Which lesion, and where it is (C.7.6.5, C.8.12.1, CID 4029). The words of the letter stand in ImageComments. */
function siteAttributes({ lesion }: PictureRecord): Dataset {
  return {
    AnatomicRegionSequence: [codeItem(lesion.code ?? skin)],
    // Which side is not said: the attribute of the series says that nobody knows, the image's own has to have a value.
    ...(lesion.side === undefined ? { Laterality: '' } : { ImageLaterality: lateralities[lesion.side] }),
    TrackingID: lesion.id,
    TrackingUID: lesion.trackingUid,
  };
}

/** Dermoscopic image (C.8.12.10 of Supplement 221). The contact camera stands on the skin. */
function dermoscopyAttributes({ polarised }: PictureRecord, { immersionMedia }: DicomOptions): Dataset {
  return {
    LightSourcePolarization: polarised ? 'POLARIZED' : 'NON_POLARIZED',
    EmitterColorTemperature: '',
    ContactMethod: 'CONTACT',
    ImmersionMedia: immersionMedia ?? '',
    OpticalMagnificationFactor: '',
  };
}
