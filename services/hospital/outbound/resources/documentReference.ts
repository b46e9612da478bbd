/**
 * A document of a referral as a FHIR R4 DocumentReference: where it is fetched, how long it is and what its hash is. The
 * bytes themselves are fetched from `Binary/[id]` of our FHIR routes.
 */
import { createHash } from 'node:crypto';
import { type Naming, patientReference, type Resource, requestReference, systems } from './fhir.ts';
import type { DocumentRecord } from './records.ts';

/** LOINC 57133-1: all documents of the record are referral letters and what came with them. */
const referralNote = { system: systems.loinc, code: '57133-1', display: 'Referral note' } as const;

export function documentReferenceOf(document: DocumentRecord, naming: Naming): Resource {
  const { id, title, mediaType, bytes } = document;
  const created = document.createdAt.toISOString();
  const binary = `Binary/${id}`;
  return {
    resourceType: 'DocumentReference',
    id,
    identifier: [{ system: systems.uri, value: `urn:uuid:${id}` }],
    status: 'current',
    docStatus: 'final',
    type: { coding: [referralNote], text: title },
    subject: patientReference(document.patient, naming),
    date: created,
    content: [
      {
        attachment: {
          contentType: mediaType,
          url: naming.fhirUrl === undefined ? binary : `${naming.fhirUrl}/${binary}`,
          size: bytes.length,
          // R4, Attachment.hash: SHA-1 in base64; it finds damage and is no protection against forgery
          hash: createHash('sha1').update(bytes).digest('base64'),
          title,
          creation: created,
        },
      },
    ],
    context: { related: [requestReference(document.referral)] },
  };
}
