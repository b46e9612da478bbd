/** A lesion as the station told it: in words, and no code comes with them. */
import type { Lesion } from '../../../wire/patient.ts';
import type { ReconciliationDetail } from '../../web/api/patients.ts';

export function lesionLine({ site, side, typed }: Lesion): NonNullable<ReconciliationDetail['lesion']> {
  return { site, ...(side === undefined ? {} : { side }), ...(typed === undefined ? {} : { typed }) };
}
