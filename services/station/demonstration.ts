/** A clinic for a station without a hospital: benchmarks and tests of the station alone. Invented people. */
import { appointmentId, lesionId } from '../wire/ids.ts';
import { type Laterality, nhsNumber } from '../wire/patient.ts';
import type { AppointmentView } from './api.ts';
import type { ClinicBook } from './worklist.ts';

type Row = readonly [time: string, given: string, family: string, born: string, nhs: string, lesions: readonly Place[]];
type Place = readonly [site: string, side?: Laterality];

// biome-ignore format: a table is read by columns
const rows: readonly Row[] = [
  ['09:00', 'Margaret', 'Okonkwo-Bright', '1958-04-03', '9990000018', [['Shin', 'left']]],
  ['09:20', 'Tobias',   'Fenwick',        '1971-11-29', '9990000026', [['Upper back', 'right'], ['Scalp, above the ear', 'left']]],
  ['09:40', 'Parveen',  'Akhtar',         '1984-08-14', '9990000034', [['Sole of foot', 'right']]],
  ['10:00', 'Gwilym',   'Pryce-Jones',    '1949-01-22', '9990000042', [['Temple', 'right'], ['Back of hand', 'left'], ['Lower lip', 'midline']]],
  ['10:20', 'Adaeze',   'Nwosu',          '1996-06-07', '9990000050', [['Thumbnail', 'left']]],
];

export const demonstrationClinic: readonly AppointmentView[] = rows.map(
  ([time, givenName, familyName, dateOfBirth, nhs, lesions], index) => ({
    id: appointmentId.parse(`demonstration-${index + 1}`),
    time,
    patient: { givenName, familyName, dateOfBirth, nhsNumber: nhsNumber.parse(nhs) },
    lesions: lesions.map(([site, side], place) => ({
      id: lesionId.parse(`L${place + 1}`),
      site,
      ...(side !== undefined && { side }),
    })),
  }),
);

/** A list that nobody sent and nobody changes. */
export function sameEveryDay(list: readonly AppointmentView[]): ClinicBook {
  return { today: () => list, receive: async () => 'old' };
}
