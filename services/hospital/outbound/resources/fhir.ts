/**
 * Pieces of FHIR R4 that the resources share: names of identifier systems, references by identifier, ids.
 *
 * People and requests are referred to by identifier and never by a server's id: the record system knows the NHS number
 * and the UBRN, and we do not know what it calls its own resources (R4, Reference.identifier).
 */
import { createHash } from 'node:crypto';
import type { Referred, Subject } from './records.ts';

/** A resource that can be PUT: its id is ours, and the same record gives the same id for ever. */
export interface Resource {
  readonly resourceType: 'Task' | 'ImagingStudy' | 'DocumentReference';
  readonly id: string;
  readonly [element: string]: unknown;
}

/** What the hospital's record system calls things, and where others reach us. From the settings. */
export interface Naming {
  /** Identifier system of the hospital's own patient numbers. */
  readonly hospitalNumberSystem: string;
  /** Begins the identifier systems of what Lentigo numbers: `…/appointment`, `…/station`, `…/lesion`. No slash at the end. */
  readonly ownSystem: string;
  /** Address of our own FHIR routes, for attachments: `https://host/fhir`. Without one the addresses are relative. */
  readonly fhirUrl?: string;
  /** The archive's DICOMweb address, as the record system reaches it. */
  readonly dicomwebUrl?: string;
}

/** Identifier systems (NHS Data Dictionary; FHIR UK Core; DICOM PS3.18 and R4 ImagingStudy notes). */
export const systems = {
  nhsNumber: 'https://fhir.nhs.uk/Id/nhs-number',
  ubrn: 'https://fhir.nhs.uk/Id/UBRN',
  dicomUid: 'urn:dicom:uid',
  uri: 'urn:ietf:rfc:3986',
  dicom: 'http://dicom.nema.org/resources/ontology/DCM',
  snomed: 'http://snomed.info/sct',
  loinc: 'http://loinc.org',
  endpointConnection: 'http://terminology.hl7.org/CodeSystem/endpoint-connection-type',
} as const;

/** Coding schemes of DICOM as FHIR names them (R4, 4.3.1; DICOM PS3.16 chapter 8). */
const schemeSystems: Readonly<Record<string, string>> = {
  SCT: systems.snomed,
  DCM: systems.dicom,
  FMA: 'urn:oid:2.16.840.1.113883.6.119',
};

/** A coding scheme that is not in the table is told as DICOM calls it, as text only. */
export function codingOf(scheme: string, code: string, display: string): Readonly<Record<string, string>> {
  const system = schemeSystems[scheme];
  return system === undefined ? { display } : { system, code, display };
}

/** The form of a resource's id (R4, `id`). */
const idForm = /^[A-Za-z0-9.-]{1,64}$/;

/** Our own name of something as the id of its resource: itself where that is allowed, else its SHA-256. */
export function idOf(name: string): string {
  return idForm.test(name) ? name : createHash('sha256').update(name).digest('hex');
}

export function patientReference({ nhsNumber, hospitalNumber }: Subject, naming: Naming): object {
  const identifier =
    nhsNumber === undefined
      ? { system: naming.hospitalNumberSystem, value: hospitalNumber }
      : { system: systems.nhsNumber, value: nhsNumber };
  return { type: 'Patient', identifier };
}

/** The referral as the sender knows it: by its UBRN, or by our own id. */
export function requestIdentifier({ id, ubrn }: Referred): { readonly system: string; readonly value: string } {
  return ubrn === undefined ? { system: systems.uri, value: `urn:uuid:${id}` } : { system: systems.ubrn, value: ubrn };
}

export function requestReference(referral: Referred): object {
  return { type: 'ServiceRequest', identifier: requestIdentifier(referral) };
}

export function studyIdentifier(studyUid: string): { readonly system: string; readonly value: string } {
  return { system: systems.dicomUid, value: `urn:oid:${studyUid}` };
}
