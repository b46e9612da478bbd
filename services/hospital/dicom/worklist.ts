/**
 * One entry of the modality worklist (PS3.4 table K.6-1) as a file, for devices that are no station of ours. A folder of
 * such files is what dcmtk's wlmscpfs and Orthanc's worklist plugin answer from; their names end in `.wl`.
 *
 * The visit's questions, consent and body map have no place in it: our stations get theirs from services/wire/worklist.ts.
 */
import type { Unfit, WorklistItem } from './api.ts';
import { localTime } from './attributes/local-time.ts';
import { isUnfit, patientAttributes } from './attributes/patient.ts';
import { modalityWorklist, photographic } from './attributes/sop-classes.ts';
import { type Dataset, unfitValue } from './file/dataset.ts';
import { encodeFile } from './file/part10.ts';
import { worklistUid } from './uids.ts';

const stationNameMax = 16; // AE, SH
const anyStation = 'LENTIGO';

/**
 * The file's bytes; the same item gives the same bytes. Unfit where a value does not fit, such as an appointment whose
 * name has more than 16 characters.
 */
export function worklistItem(item: WorklistItem): Uint8Array | Unfit {
  const patient = patientAttributes(item.patient);
  if (isUnfit(patient)) return patient;
  const slot = localTime(item.slotAt);
  const dataset: Dataset = {
    SpecificCharacterSet: 'ISO_IR 192',
    TimezoneOffsetFromUTC: slot.offset,
    ...patient,
    AccessionNumber: item.referral.ubrn ?? '',
    ReferringPhysicianName: '',
    StudyInstanceUID: item.studyUid,
    ReferencedStudySequence: [],
    RequestingPhysician: '',
    RequestedProcedureID: item.appointment,
    RequestedProcedureDescription: item.description,
    RequestedProcedurePriority: '',
    RequestedProcedureLocation: item.siteName,
    PatientTransportArrangements: '',
    AdmissionID: '',
    CurrentPatientLocation: '',
    ReferencedPatientSequence: [],
    PatientWeight: '',
    ConfidentialityConstraintOnPatientDataDescription: '',
    PatientState: '',
    MedicalAlerts: '',
    Allergies: '',
    SpecialNeeds: '',
    ScheduledProcedureStepSequence: [stepOf(item, slot)],
  };
  const unfit = unfitValue(dataset);
  if (unfit !== undefined) return unfit;
  return encodeFile({ sopClass: modalityWorklist, sopUid: worklistUid(item.appointment) }, dataset);
}

function stepOf(item: WorklistItem, slot: { readonly date: string; readonly time: string }): Dataset {
  return {
    ...stationOf(item),
    ScheduledProcedureStepStartDate: slot.date,
    ScheduledProcedureStepStartTime: slot.time,
    Modality: photographic.modality,
    ScheduledPerformingPhysicianName: item.photographer,
    ScheduledProcedureStepDescription: item.description,
    ScheduledProcedureStepLocation: '',
    ScheduledProcedureStepID: item.appointment,
    PreMedication: '',
  };
}

/** A step has to name a station. Ours may have longer names than DICOM takes; they do not ask for this worklist. */
function stationOf({ station }: WorklistItem): Dataset {
  return station.length <= stationNameMax
    ? { ScheduledStationAETitle: station, ScheduledStationName: station }
    : { ScheduledStationAETitle: anyStation };
}
