/** The parts of the NHS e-Referral Service's STU3 documents that are read here (e-RS FHIR API: A005, A008). */
import { z } from 'zod';

const coding = z.looseObject({ code: z.string().optional() });
const concept = z.looseObject({ coding: z.array(coding).default([]) });
const reference = z.looseObject({
  reference: z.string().optional(),
  display: z.string().optional(),
  identifier: z.looseObject({ system: z.string().optional(), value: z.string().optional() }).optional(),
});

const base = 'https://fhir.nhs.uk/STU3/StructureDefinition';
export const worklistItemUrl = `${base}/Extension-eRS-ReferralsforReview-WorkListItem-1`;
export const priorityUrl = `${base}/Extension-eRS-ReferralPriority-1`;
export const pathwayStartUrl = `${base}/Extension-eRS-eReferralPathwayStart-1`;
export const submittedUrl = `${base}/Extension-eRS-ClinicalInfoFirstSubmitted-1`;

const extension = z.looseObject({
  url: z.string(),
  valueCodeableConcept: concept.optional(),
  valueDateTime: z.string().optional(),
  valueInteger: z.int().optional(),
});
export type Extension = z.output<typeof extension>;

/** A008: the worklist. */
export const worklistList = z.looseObject({
  resourceType: z.literal('List'),
  entry: z
    .array(
      z.looseObject({
        item: z.looseObject({ reference: z.string() }),
        extension: z.array(z.looseObject({ url: z.string(), extension: z.array(extension).default([]) })).default([]),
      }),
    )
    .default([]),
});

const documentReference = z.looseObject({
  resourceType: z.literal('DocumentReference'),
  id: z.string(),
  description: z.string().optional(),
  content: z
    .array(
      z.looseObject({
        attachment: z.looseObject({
          contentType: z.string().optional(),
          url: z.string().optional(),
          title: z.string().optional(),
        }),
      }),
    )
    .default([]),
});
export type DocumentReference = z.output<typeof documentReference>;

/** A005: a referral. Its patient is only an NHS number: who that is, the Personal Demographics Service says. */
export const referralRequest = z.looseObject({
  resourceType: z.literal('ReferralRequest'),
  id: z.string().regex(/^\d{12}$/),
  status: z.string(),
  extension: z.array(extension).default([]),
  contained: z.array(z.union([documentReference, z.looseObject({ resourceType: z.string() })])).default([]),
  subject: reference,
  requester: z.looseObject({ agent: reference.optional(), onBehalfOf: reference.optional() }).optional(),
  supportingInfo: z.array(reference).default([]),
});
export type ReferralRequest = z.output<typeof referralRequest>;

export function documentsOf({ contained }: ReferralRequest): readonly DocumentReference[] {
  return contained.flatMap((each) => {
    const parsed = documentReference.safeParse(each);
    return parsed.success ? [parsed.data] : [];
  });
}

export function extensionOf(extensions: readonly Extension[], url: string): Extension | undefined {
  return extensions.find((each) => each.url === url);
}
