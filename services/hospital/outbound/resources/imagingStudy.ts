/**
 * One study in the archive as a FHIR R4 ImagingStudy: a series for each lesion and view, its objects in the order in which
 * they were taken. Objects that were rejected are left out; a study of which nothing is left is `cancelled`.
 */
import {
  codingOf,
  type Naming,
  patientReference,
  type Resource,
  requestReference,
  studyIdentifier,
  systems,
} from './fhir.ts';
import type { ObjectRecord, StudyRecord } from './records.ts';

/** DICOM CID 29: XC external-camera photography, DMS dermoscopy. */
const modalities = {
  locating: { system: systems.dicom, code: 'XC', display: 'External-camera Photography' },
  'close-up': { system: systems.dicom, code: 'XC', display: 'External-camera Photography' },
  dermoscopic: { system: systems.dicom, code: 'DMS', display: 'Dermoscopy' },
} as const;

/** SNOMED CT qualifiers of the side (DICOM CID 244; HL7, structure-laterality). */
const sides = {
  left: { system: systems.snomed, code: '7771000', display: 'Left' },
  right: { system: systems.snomed, code: '24028007', display: 'Right' },
  midline: { system: systems.snomed, code: '399488007', display: 'Midline' },
} as const;

const viewNames = { locating: 'Locating', 'close-up': 'Close-up', dermoscopic: 'Dermoscopic' } as const;

export function imagingStudyOf(study: StudyRecord, naming: Naming): Resource {
  const filed = study.objects.filter(({ state }) => state === 'filed');
  const series = [...Map.groupBy(filed, ({ seriesUid }) => seriesUid)];
  const first = (filed[0] ?? study.objects[0])?.takenAt;
  const codes = new Map(filed.map(({ view }) => [modalities[view].code, modalities[view]]));
  const { dicomwebUrl } = naming;
  return {
    resourceType: 'ImagingStudy',
    id: study.studyUid,
    ...(dicomwebUrl !== undefined && { contained: [endpointOf(dicomwebUrl)] }),
    identifier: [studyIdentifier(study.studyUid)],
    status: filed.length > 0 ? 'available' : 'cancelled',
    ...(codes.size > 0 && { modality: [...codes.values()] }),
    subject: patientReference(study.patient, naming),
    ...(first !== undefined && { started: first.toISOString() }),
    basedOn: [
      requestReference(study.referral),
      { type: 'Task', identifier: { system: `${naming.ownSystem}/appointment`, value: study.appointment } },
    ],
    ...(dicomwebUrl !== undefined && { endpoint: [{ reference: '#dicomweb' }] }),
    numberOfSeries: series.length,
    numberOfInstances: filed.length,
    description: 'Teledermatology: photographs of the lesions that the referral names',
    ...(series.length > 0 && { series: series.map(([uid, objects], place) => seriesOf(uid, objects, place + 1)) }),
  };
}

function seriesOf(uid: string, objects: readonly ObjectRecord[], number: number): object {
  const [first] = objects;
  if (first === undefined) throw new Error('a series has at least one object');
  const { lesion, view } = first;
  return {
    uid,
    number,
    modality: modalities[view],
    description: `Lesion ${lesion.ordinal}, ${lesion.site}: ${viewNames[view].toLowerCase()}`,
    numberOfInstances: objects.length,
    // R4 wants a Coding here: a site that nobody has coded is told in the letter's words
    bodySite: lesion.code
      ? codingOf(lesion.code.scheme, lesion.code.code, lesion.code.meaning)
      : { display: lesion.site },
    ...(lesion.side !== undefined && { laterality: sides[lesion.side] }),
    started: first.takenAt.toISOString(),
    instance: objects.map((object, place) => ({
      uid: object.sopUid,
      sopClass: { system: systems.uri, code: `urn:oid:${object.sopClass}` },
      number: place + 1,
      title: viewNames[object.view],
    })),
  };
}

/** Inside the study, so that the record system needs no resource of ours that it was never sent. */
function endpointOf(address: string): object {
  return {
    resourceType: 'Endpoint',
    id: 'dicomweb',
    status: 'active',
    connectionType: { system: systems.endpointConnection, code: 'dicom-wado-rs', display: 'DICOM WADO-RS' },
    payloadType: [{ text: 'DICOM' }],
    payloadMimeType: ['application/dicom'],
    address,
  };
}
