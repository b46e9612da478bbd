/**
 * The note that objects of a study must not be used: a Key Object Selection document (PS3.3 A.35.4, template TID 2010 of
 * PS3.16), as archives understand it that follow IHE's Imaging Object Change Management. The objects themselves stay.
 *
 *   CONTAINER (113037, DCM, Rejected for Patient Safety Reasons)
 *     └─ CONTAINS IMAGE, for each object
 */
import type { DicomObject, Rejection } from './api.ts';
import { codeItem } from './attributes/codes.ts';
import { localTime } from './attributes/local-time.ts';
import { isUnfit, patientAttributes } from './attributes/patient.ts';
import { keyObjectSelection } from './attributes/sop-classes.ts';
import { type Dataset, unfitValue } from './file/dataset.ts';
import { encodeFile } from './file/part10.ts';
import { rejectionUids } from './uids.ts';

/** PS3.16 CID 7011. */
const title = { scheme: 'DCM', code: '113037', meaning: 'Rejected for Patient Safety Reasons' };

/** Beyond the series that pictures use (`seriesAttributes` in picture.ts). */
const seriesNumber = 9_990;

/**
 * `rejection.patient` is the patient under whom the objects are filed. Throws where nothing is rejected, or a value does
 * not fit: both are objects that were never filed by us.
 */
export function rejectionNote(rejection: Rejection): DicomObject {
  if (rejection.rejected.length === 0) throw new Error('a rejection names what it rejects');
  const patient = patientAttributes(rejection.patient);
  if (isUnfit(patient)) throw new Error(`a rejection cannot be written: ${patient.detail}, ${patient.why}`);
  const { sopUid, seriesUid } = rejectionUids(rejection.id);
  const { sopClass, modality } = keyObjectSelection;
  const at = localTime(rejection.at);
  const dataset: Dataset = {
    SpecificCharacterSet: 'ISO_IR 192',
    SOPClassUID: sopClass,
    SOPInstanceUID: sopUid,
    TimezoneOffsetFromUTC: at.offset,
    ...patient,
    StudyInstanceUID: rejection.studyUid,
    StudyDate: '',
    StudyTime: '',
    StudyID: '',
    AccessionNumber: '',
    ReferringPhysicianName: '',
    Modality: modality,
    SeriesInstanceUID: seriesUid,
    SeriesNumber: seriesNumber,
    SeriesDescription: title.meaning,
    ReferencedPerformedProcedureStepSequence: [],
    Manufacturer: 'Lentigo',
    InstanceNumber: 1,
    ContentDate: at.date,
    ContentTime: at.time,
    CurrentRequestedProcedureEvidenceSequence: [evidence(rejection)],
    ValueType: 'CONTAINER',
    ConceptNameCodeSequence: [codeItem(title)],
    ContinuityOfContent: 'SEPARATE',
    ContentTemplateSequence: [{ MappingResource: 'DCMR', TemplateIdentifier: '2010' }],
    ContentSequence: rejection.rejected.map((object) => ({
      RelationshipType: 'CONTAINS',
      ValueType: 'IMAGE',
      ReferencedSOPSequence: [reference(object)],
    })),
  };
  const unfit = unfitValue(dataset);
  if (unfit !== undefined) throw new Error(`a rejection cannot be written: ${unfit.detail}, ${unfit.why}`);
  return {
    file: encodeFile({ sopClass, sopUid }, dataset),
    sopClass,
    sopUid,
    seriesUid,
    studyUid: rejection.studyUid,
  };
}

type Rejected = Rejection['rejected'][number];

/** Where the objects are found: study, series, objects (PS3.3 table C.17-3). */
function evidence({ studyUid, rejected }: Rejection): Dataset {
  const bySeries = Map.groupBy(rejected, ({ seriesUid }) => seriesUid);
  return {
    StudyInstanceUID: studyUid,
    ReferencedSeriesSequence: [...bySeries].map(([series, objects]) => ({
      SeriesInstanceUID: series,
      ReferencedSOPSequence: objects.map(reference),
    })),
  };
}

function reference({ sopClass, sopUid }: Rejected): Dataset {
  return { ReferencedSOPClassUID: sopClass, ReferencedSOPInstanceUID: sopUid };
}
