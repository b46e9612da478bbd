/** The patient as DICOM names them (PS3.3 C.7.1.1), the same in pictures, notes and worklists. */
import type { PatientOfPicture, Unfit } from '../api.ts';
import type { Dataset } from '../file/dataset.ts';
import { isNameComponent } from '../file/values.ts';

const sexes = { female: 'F', male: 'M', other: 'O', unknown: '' } as const;

/** The NHS as issuer of NHS numbers: its OID, and the type of identifier of HL7 table 0203. */
const nhsIssuer: Dataset = {
  UniversalEntityID: '2.16.840.1.113883.2.1.4.1',
  UniversalEntityIDType: 'ISO',
  IdentifierTypeCode: 'NH',
};

export function patientAttributes(patient: PatientOfPicture): Dataset | Unfit {
  const { familyName, givenName, hospitalNumber, nhsNumber, dateOfBirth, sex = 'unknown' } = patient;
  const named = familyName.trim() !== '' && isNameComponent(familyName) && isNameComponent(givenName);
  if (!named) return notAllowed('PatientName');
  if (hospitalNumber.trim() === '') return notAllowed('PatientID'); // DICOM would take a picture of nobody
  return {
    PatientName: givenName === '' ? familyName : `${familyName}^${givenName}`, // some people have one name
    PatientID: hospitalNumber,
    PatientBirthDate: dateOfBirth.replaceAll('-', ''),
    PatientSex: sexes[sex],
    OtherPatientIDsSequence: nhsNumber === undefined ? undefined : [nhsItem(nhsNumber)],
  };
}

function notAllowed(detail: string): Unfit {
  return { kind: 'unfit', why: 'value-not-allowed', detail };
}

function nhsItem(nhsNumber: string): Dataset {
  return {
    PatientID: nhsNumber,
    IssuerOfPatientID: 'NHS',
    TypeOfPatientID: 'TEXT',
    IssuerOfPatientIDQualifiersSequence: [nhsIssuer],
  };
}

/** Datasets have keywords; only what is unfit has a `kind`. */
export function isUnfit(value: Dataset | Unfit): value is Unfit {
  return 'kind' in value;
}
