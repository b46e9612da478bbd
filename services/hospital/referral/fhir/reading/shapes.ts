/** The parts of FHIR R4 resources that are read here. Everything else may be there and is left alone. */
import { z } from 'zod';

const text = z.string();

export const coding = z.looseObject({ system: text.optional(), code: text.optional(), display: text.optional() });
export const concept = z.looseObject({ coding: z.array(coding).default([]), text: text.optional() });
export type Concept = z.output<typeof concept>;

export const identifier = z.looseObject({
  system: text.optional(),
  value: text.optional(),
  use: text.optional(),
});
export type Identifier = z.output<typeof identifier>;

export const reference = z.looseObject({
  reference: text.optional(),
  display: text.optional(),
  identifier: identifier.optional(),
});
export type Reference = z.output<typeof reference>;

const humanName = z.looseObject({
  use: text.optional(),
  text: text.optional(),
  family: text.optional(),
  given: z.array(text).default([]),
});
export type HumanName = z.output<typeof humanName>;

export const attachment = z.looseObject({
  contentType: text.optional(),
  data: text.optional(),
  url: text.optional(),
  title: text.optional(),
});

export const patient = z.looseObject({
  resourceType: z.literal('Patient'),
  active: z.boolean().optional(),
  identifier: z.array(identifier).default([]),
  name: z.array(humanName).default([]),
  gender: z.enum(['female', 'male', 'other', 'unknown']).optional(),
  birthDate: text.optional(),
  address: z
    .array(
      z.looseObject({
        use: text.optional(),
        line: z.array(text).default([]),
        city: text.optional(),
        district: text.optional(),
        postalCode: text.optional(),
      }),
    )
    .default([]),
  telecom: z
    .array(z.looseObject({ system: text.optional(), value: text.optional(), use: text.optional() }))
    .default([]),
  communication: z
    .array(z.looseObject({ language: concept.optional(), preferred: z.boolean().optional() }))
    .default([]),
  link: z.array(z.looseObject({ other: reference, type: text })).default([]),
});
export type FhirPatient = z.output<typeof patient>;

export const serviceRequest = z.looseObject({
  resourceType: z.literal('ServiceRequest'),
  identifier: z.array(identifier).default([]),
  status: text,
  priority: text.optional(),
  category: z.array(concept).default([]),
  code: concept.optional(),
  subject: reference,
  requester: reference.optional(),
  authoredOn: text.optional(),
  reasonCode: z.array(concept).default([]),
  bodySite: z.array(concept).default([]),
  note: z.array(z.looseObject({ text: text.optional() })).default([]),
});
export type ServiceRequest = z.output<typeof serviceRequest>;

export const bodyStructure = z.looseObject({
  resourceType: z.literal('BodyStructure'),
  identifier: z.array(identifier).default([]),
  active: z.boolean().optional(),
  location: concept.optional(),
  locationQualifier: z.array(concept).default([]),
  description: text.optional(),
  patient: reference,
});

export const questionnaireResponse = z.looseObject({
  resourceType: z.literal('QuestionnaireResponse'),
  status: text,
  subject: reference.optional(),
});

export const documentReference = z.looseObject({
  resourceType: z.literal('DocumentReference'),
  description: text.optional(),
  subject: reference.optional(),
  content: z.array(z.looseObject({ attachment })),
});

export const binary = z.looseObject({
  resourceType: z.literal('Binary'),
  contentType: text,
  data: text.optional(),
});

export const practitioner = z.looseObject({
  resourceType: z.literal('Practitioner'),
  name: z.array(humanName).default([]),
});
export const practitionerRole = z.looseObject({
  resourceType: z.literal('PractitionerRole'),
  practitioner: reference.optional(),
  organization: reference.optional(),
});
export const organization = z.looseObject({ resourceType: z.literal('Organization'), name: text.optional() });

export const resource = z.discriminatedUnion('resourceType', [
  patient,
  serviceRequest,
  bodyStructure,
  questionnaireResponse,
  documentReference,
  binary,
  practitioner,
  practitionerRole,
  organization,
]);
export type Resource = z.output<typeof resource>;
export const resourceTypes = resource.options.map((option) => option.shape.resourceType.value);
export type ResourceType = Resource['resourceType'];
