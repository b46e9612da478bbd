/** GET /fhir/metadata: what this FHIR server takes (FHIR R4, CapabilityStatement). */
import { entriesMax } from './transaction.ts';

const documentation =
  `A referral is a transaction Bundle: one active ServiceRequest with an identifier, its Patient with NHS number,
family name, given name and whole date of birth, a BodyStructure for each lesion, DocumentReferences with the letters as
PDF in the Bundle, at most one QuestionnaireResponse. At most ${entriesMax} entries. The same identifier again is the
same referral. A transaction of Patients with a link replaced-by merges them.`.replaceAll('\n', ' ');

export function capabilityStatement(at: Date): object {
  const create = [{ code: 'create' }];
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: at.toISOString(),
    kind: 'instance',
    software: { name: 'Lentigo' },
    implementation: { description: 'Lentigo teledermatology: referrals in' },
    fhirVersion: '4.0.1',
    format: ['json'],
    rest: [
      {
        mode: 'server',
        documentation,
        security: { description: 'An OAuth 2 access token with the scope fhir (RFC 6750).' },
        resource: [
          { type: 'ServiceRequest', interaction: create, operation: [validate] },
          { type: 'Patient', interaction: create, operation: [validate, merge] },
          ...[
            'BodyStructure',
            'QuestionnaireResponse',
            'DocumentReference',
            'Binary',
            'Practitioner',
            'PractitionerRole',
            'Organization',
          ].map((type) => ({ type, interaction: create, operation: [validate] })),
        ].map((resource) => ({
          ...resource,
          documentation: 'Within a transaction only.',
        })),
        interaction: [{ code: 'transaction' }],
      },
    ],
  };
}

const validate = { name: 'validate', definition: 'http://hl7.org/fhir/OperationDefinition/Resource-validate' };
const merge = { name: 'merge', definition: 'http://hl7.org/fhir/OperationDefinition/Patient-merge' };
