/** Filing without the hospital's record, into an archive of plain files: what main.ts runs until the record is put together. */

import type { Manifest } from '../../wire/manifest.ts';
import { openParcel, type Parcel, type ParcelProblem } from '../../wire/parcel.ts';
import { hashOf } from '../../wire/signing.ts';
import type { AsideReason, PlainArchive } from '../archive/api.ts';
import type { Outcome } from './filing.ts';

/** File the parcel, or set it aside with its reason. Doing it twice gives the same place. */
export async function filePlainly(
  manifest: Manifest,
  sealed: Uint8Array,
  identities: readonly string[],
  archive: PlainArchive,
): Promise<Outcome> {
  const parcel = await openParcel(sealed, identities);
  const reason =
    typeof parcel === 'string' ? unopened(parcel) : 'capture' in parcel ? doubt(manifest, parcel) : 'not-a-parcel';
  if (reason === undefined && typeof parcel !== 'string' && 'capture' in parcel) {
    const filed = await archive.file(parcel.capture, parcel.picture);
    if (filed.kind === 'filed') return { outcome: 'filed', filedAs: filed.as };
  }
  const aside = {
    parcel: manifest.parcel,
    station: manifest.station,
    reason: reason ?? 'filed-differently-before',
    sealed,
  } as const;
  const { as } = await archive.setAside(aside);
  return { outcome: 'quarantined', filedAs: as, reason: aside.reason };
}

function unopened(problem: ParcelProblem): AsideReason {
  return problem === 'not-a-parcel' ? problem : 'cannot-open';
}

/** Why an opened parcel may not be filed to the patient that it names. */
function doubt(manifest: Manifest, { capture, picture }: Parcel): AsideReason | undefined {
  const same =
    capture.parcel === manifest.parcel &&
    capture.station === manifest.station &&
    capture.picture.bytes === picture.length &&
    capture.picture.sha256 === hashOf(picture);
  if (!same) return 'does-not-match-offer';
  return capture.binding.kind === 'unexplained' ? 'unexplained' : undefined;
}
