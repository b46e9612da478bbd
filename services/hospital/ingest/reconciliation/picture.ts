/**
 * The picture of a parcel that waits, in memory only: from the sealed parcel, or from where it was filed
 * before.
 * Nothing of it is written in the clear until somebody has decided whose it is.
 */
import sharp from 'sharp';
import { openParcel } from '../../../wire/parcel.ts';
import { hashOf } from '../../../wire/signing.ts';
import type { IngestDeps } from '../filing.ts';
import { archivedJpeg } from '../record/archived.ts';
import type { Waiting } from './queue.ts';

const previewPxMax = 1_600;
/** Beyond every camera that is made: what claims more is not a photograph. */
const pixelsMax = 200_000_000;

interface FiledBefore {
  readonly sopUid: string;
  readonly as: string;
  readonly seriesUid: string;
  readonly studyUid: string;
  readonly sha256: string;
}

/** The JPEG as it came or as it was filed. Undefined when the parcel cannot be opened or holds none. */
export async function pictureOf(deps: IngestDeps, row: Waiting): Promise<Uint8Array | undefined> {
  if (row.keptAs !== null) {
    const sealed = await deps.aside.read(row.keptAs);
    if (hashOf(sealed) !== row.sealedSha256) return undefined; // changed since it was kept
    const opened = await openParcel(sealed, deps.identities);
    return typeof opened !== 'string' && 'picture' in opened ? opened.picture : undefined;
  }
  if (row.what === 'attachment') {
    const [kept] = await deps.database.query<{ bytes: Uint8Array }>(
      'select bytes from visit_attachment where parcel = $1',
      [row.parcel],
    );
    return kept?.bytes;
  }
  const [filed] = await deps.database.query<FiledBefore>(
    `select sop_uid as "sopUid", filed_as as "as", series_uid as "seriesUid", study_uid as "studyUid", sha256
       from picture where parcel = $1 order by filing desc limit 1`,
    [row.parcel],
  );
  return filed && archivedJpeg(deps.archive, filed);
}

/** The same, small and upright. Undefined also for bytes that no viewer could show. */
export async function previewOf(deps: IngestDeps, row: Waiting): Promise<Uint8Array | undefined> {
  const jpeg = await pictureOf(deps, row);
  if (jpeg === undefined) return undefined;
  try {
    return await sharp(jpeg, { limitInputPixels: pixelsMax, failOn: 'none' })
      .autoOrient()
      .resize({ width: previewPxMax, height: previewPxMax, fit: 'inside', withoutEnlargement: true })
      .jpeg()
      .toBuffer();
  } catch (error) {
    // Whatever bytes a station sent: that they are no picture is an answer, and the only thing sharp objects to here.
    deps.log.warn({ parcel: row.parcel, why: String(error).slice(0, 120) }, 'a picture that waits cannot be shown');
    return undefined;
  }
}
