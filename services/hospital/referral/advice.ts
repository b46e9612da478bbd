/**
 * What the coordinator should look at before accepting: the pathway's exclusions (North Central London). Advice only:
 * words can mislead, so nothing is refused because of them.
 */

/** What the pathway photographs at most. */
export const lesionsOfPathwayMax = 3;
const adultYears = 16;

/** The pathway excludes anogenital sites. English words of letters; `analgesia` and `analysis` are none of them. */
const anogenital =
  /\b(ano-?genital|genitals?|genitalia|vulva[lr]?|vagina[l]?|labi(a|um|al)|clitor\w*|pen(is|ile)|glans|foreskin|prepuce|scrot(um|al)|testic\w*|perine(um|al)|peri-?an(al|us)|anus|anal|natal cleft|pubic|pubis|mons)\b/i;

export function adviceFor(referral: {
  readonly dateOfBirth: string;
  readonly lesions: readonly { readonly site: string; readonly coded?: { readonly meaning: string } }[];
  /** The hospital's day. */
  readonly today: string;
}): readonly string[] {
  const advice: string[] = [];
  if (ageOn(referral.today, referral.dateOfBirth) < adultYears) {
    advice.push(`The patient is under ${adultYears}: the pathway excludes children.`);
  }
  if (referral.lesions.length === 0) {
    advice.push('No lesion is named: read the letter and enter them before a clinic is booked.');
  }
  if (referral.lesions.length > lesionsOfPathwayMax) {
    advice.push(`More than ${lesionsOfPathwayMax} lesions are named: the pathway excludes more.`);
  }
  const places = referral.lesions.flatMap(({ site, coded }) => [site, ...(coded === undefined ? [] : [coded.meaning])]);
  if (places.some((place) => anogenital.test(place))) {
    advice.push('A lesion may be at an anogenital site: the pathway excludes these.');
  }
  return advice;
}

/** Whole years of age on a day. Born on 29 February: a year older on 1 March of other years. */
export function ageOn(today: string, dateOfBirth: string): number {
  const years = Number(today.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return today.slice(5) < dateOfBirth.slice(5) ? years - 1 : years;
}
