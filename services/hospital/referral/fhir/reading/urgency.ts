/** How urgent a referral is, from what FHIR and the NHS e-Referral Service say of it. */
import type { IncomingReferral } from '../../api.ts';
import type { Concept } from './shapes.ts';

/** SNOMED CT UK: fast track cancer referral; e-RS priority: two week wait. */
const cancerCodes = ['276401000000108', 'TWO_WEEK_WAIT', '2_WEEK_WAIT'];
const cancerWords = /suspected (skin )?cancer|two[ -]week wait|\b2ww\b|fast[ -]track cancer/i;

/** `priority`: http://hl7.org/fhir/request-priority, or a code of e-RS. What is unknown counts as urgent, not as routine. */
export function urgencyOf(
  priority: string | undefined,
  concepts: readonly (Concept | undefined)[],
): IncomingReferral['urgency'] {
  const isCancer = concepts.some((concept) =>
    [{ code: undefined, display: concept?.text }, ...(concept?.coding ?? [])].some(
      ({ code, display }) => cancerCodes.includes(code ?? '') || cancerWords.test(display ?? ''),
    ),
  );
  if (isCancer || cancerCodes.includes(priority ?? '')) return 'suspected-cancer';
  return priority === undefined || priority.toLowerCase() === 'routine' ? 'routine' : 'urgent';
}
