/**
 * The latest pictures of each lesion from earlier visits, as small copies: the photographer takes the next ones from the
 * same side, at the same distance.
 *
 *   database ─► which pictures (`EarlierPicture`) ─► content of the list: compared by their names
 *   archive's thumbnail ─► 320 px, fewer bytes ─► in the list, as long as it has room: the newest first
 */
import sharp from 'sharp';
import { earlierCharactersMax } from '../../../wire/limits.ts';
import type { WorklistLesion } from '../../../wire/worklist.ts';
import type { Queries } from '../../database/api.ts';

/** The archive's small copy of a filed picture, a JPEG of at most 320 px or a little more; undefined when there is none. */
export type EarlierThumbnail = (sopUid: string) => Promise<Uint8Array | undefined>;

/** One picture that may stand in a worklist. */
export interface EarlierPicture {
  readonly appointment: string;
  readonly lesion: string;
  readonly sopUid: string;
  readonly view: 'locating' | 'close-up' | 'dermoscopic';
  readonly polarised: boolean;
  /** RFC 3339, UTC. */
  readonly takenAt: string;
}

export type SmallCopy = NonNullable<WorklistLesion['earlier']>[number]['jpeg'];

/**
 * For these appointments, of every lesion and view the latest filed picture of another visit before the appointment's own.
 * The newest first. What was rejected, or taken again in its visit, is not there.
 *
 * A further visit comes with a referral of its own, and no letter says which lesion of an earlier one it means. The same
 * lesion is therefore: of the same patient, in the same words, with the same side and code, and in either letter the only
 * one like that. Nothing fuzzier: a photographer who is shown another lesion would look for that one.
 */
export async function earlierPictures(
  on: Queries,
  appointments: readonly string[],
): Promise<readonly EarlierPicture[]> {
  const rows = await on.query<Omit<EarlierPicture, 'takenAt'> & { takenAt: Date }>(
    `select * from (
       select distinct on (appointment.id, lesion.id, view, polarised)
              appointment.id as appointment, lesion.id as lesion, sop_uid as "sopUid", view, polarised,
              taken_at as "takenAt"
         from appointment join referral on referral.id = appointment.referral
         join lesion on lesion.referral = referral.id
         join patient on patient.id = referral.patient or patient.merged_into = referral.patient
         join picture on picture.patient = patient.id
         join lesion before on before.id = picture.lesion
        where appointment.id = any($1::text[]) and picture.appointment <> appointment.id
          and picture.state = 'filed' and taken_at < appointment.slot_at
          and (before.id = lesion.id or (${isAlike('before', 'lesion')} and ${isOnlyOne('before')} and ${isOnlyOne('lesion')}))
          and not exists (select 1 from visit_record where visit_record.visit = picture.visit
            and record -> 'pictures' @> jsonb_build_array(jsonb_build_object('parcel', picture.parcel, 'verdict', 'retaken')))
        order by appointment.id, lesion.id, view, polarised, taken_at desc, sop_uid) latest
      order by "takenAt" desc, appointment, "sopUid"`,
    [appointments],
  );
  return rows.map((row) => ({ ...row, takenAt: row.takenAt.toISOString() }));
}

/** Two lesions in the words of their letters; without regard to case and to the kind and number of spaces, as ingest does. */
function isAlike(one: string, other: string): string {
  const words = (lesion: string) => `lower(btrim(regexp_replace(${lesion}.site, '\\s+', ' ', 'g')))`;
  return `(${words(one)} = ${words(other)} and ${one}.side is not distinct from ${other}.side
            and ${one}.site_code is not distinct from ${other}.site_code)`;
}

function isOnlyOne(lesion: string): string {
  return `not exists (select 1 from lesion twin where twin.referral = ${lesion}.referral and twin.id <> ${lesion}.id
            and ${isAlike('twin', lesion)})`;
}

/** JPEG qualities and sides that are tried, best first; the last ones make a picture small whatever it shows. */
const tries = [
  { sidePx: 320, quality: 70 },
  { sidePx: 320, quality: 50 },
  { sidePx: 240, quality: 50 },
  { sidePx: 160, quality: 40 },
] as const;

/** A thumbnail that claims more is no thumbnail. */
const pixelsMax = 4_000_000;

/** Small enough for a worklist, in base64; undefined for bytes that are no picture. */
export async function smallCopy(thumbnail: Uint8Array): Promise<SmallCopy | undefined> {
  for (const { sidePx, quality } of tries) {
    const jpeg = await reencoded(thumbnail, sidePx, quality);
    if (jpeg === undefined) return undefined;
    const text = jpeg.toString('base64');
    if (text.length <= earlierCharactersMax) return text;
  }
  return undefined;
}

async function reencoded(thumbnail: Uint8Array, sidePx: number, quality: number): Promise<Buffer | undefined> {
  try {
    return await sharp(thumbnail, { limitInputPixels: pixelsMax })
      .autoOrient()
      .resize({ width: sidePx, height: sidePx, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .jpeg({ quality, mozjpeg: true })
      .toBuffer();
  } catch {
    return undefined; // no picture, or a damaged one: the list goes without it
  }
}

/** Copies that are kept in memory, because a list is made anew with every booking: some 10 MB. */
const copiesMax = 1_000;

/** Small copies by their pictures' names. What is filed never changes, so a copy never does. */
export function smallCopies(thumbnail: EarlierThumbnail): (sopUid: string) => Promise<SmallCopy | undefined> {
  const made = new Map<string, SmallCopy>();
  return async (sopUid) => {
    const kept = made.get(sopUid);
    if (kept !== undefined) return kept;
    const bytes = await thumbnail(sopUid);
    const copy = bytes === undefined ? undefined : await smallCopy(bytes);
    if (copy === undefined) return undefined;
    const [oldest] = made.keys();
    if (made.size >= copiesMax && oldest !== undefined) made.delete(oldest);
    made.set(sopUid, copy);
    return copy;
  };
}
