/** Whose the pictures of a visit are, and where they are, each in one sentence. */
import type { PictureView, VisitView } from '../../../services/station/api/view.ts';
import { counted, dateWritten } from '../../parts/written.ts';

/** `Jane SMITH, born 3 Apr 1958`. */
export function whose({ patient, named }: VisitView): string {
  const name = `${named.givenName} ${named.familyName.toLocaleUpperCase('en-GB')}`;
  return patient ? `${name}, born ${dateWritten(patient.dateOfBirth)}` : name;
}

/** `5 pictures are safe here and on their way, 4 at the hospital`. */
export function wayWords(pictures: readonly PictureView[]): string {
  const here = pictures.filter(({ state }) => state === 'saved').length;
  const there = pictures.length - here;
  if (pictures.length === 1 && here === 0) return 'The picture is at the hospital.';
  if (here === 0) return `All ${counted(there, 'picture is', 'pictures are')} at the hospital.`;
  const way = `${counted(here, 'picture is', 'pictures are')} safe here and still on the way`;
  return there === 0 ? `${way}.` : `${way}, ${there} at the hospital.`;
}
