/** A clinic for a station without a hospital: benchmarks and tests of the station alone. Invented people. */
import { appointmentId, lesionId, moment } from '../wire/ids.ts';
import { type Likeness, likeness } from '../wire/look-alike.ts';
import { type Laterality, nhsNumber } from '../wire/patient.ts';
import type { StationSheet } from '../wire/questionnaire.ts';
import { hashSecret, type StaffMember, staffId } from '../wire/staff.ts';
import { clinicTime } from './clinic/clinic-time.ts';
import type { Appointment, DayList } from './core/visit.ts';
import { type ClinicBook, closedList } from './worklist.ts';

/** Who may sign in, and how. */
export const demonstrationStaff = {
  id: staffId.parse('5b7f0f52-3f0c-4d39-9a3e-2f6f5f1c7a10'),
  name: 'Rosa Sato',
  pin: '2580',
  badge: 'LB-ROSASATO22334455',
} as const;

type Row = readonly [
  slotAt: string,
  given: string,
  family: string,
  born: string,
  nhs: string,
  code: string,
  address: string,
  language: string,
  lesions: readonly Place[],
];
type Place = readonly [site: string, side?: Laterality];

// biome-ignore format: a table is read by columns
const rows: readonly Row[] = [
  ['09:00', 'Margaret', 'Okonkwo-Bright', '1958-04-03', '9990000018', 'DEMO-7QK2-MARG', '14 Mill Lane',        'en', [['Shin', 'left']]],
  ['09:20', 'Tobias',   'Fenwick',        '1971-11-29', '9990000026', 'DEMO-3XW8-TOBI', 'Flat 2, 9 Quayside',  'en', [['Upper back', 'right'], ['Scalp, above the ear', 'left']]],
  ['09:40', 'Parveen',  'Akhtar',         '1984-08-14', '9990000034', 'DEMO-5RT1-PARV', '31 Chesterton Road',  'ur', [['Sole of foot', 'right']]],
  ['10:00', 'Gwilym',   'Pryce-Jones',    '1949-01-22', '9990000042', 'DEMO-9HB4-GWIL', 'The Old Forge',       'en', [['Temple', 'right'], ['Back of hand', 'left'], ['Lower lip', 'midline']]],
  ['10:20', 'Adaeze',   'Nwosu',          '1996-06-07', '9990000050', 'DEMO-2LM6-ADAE', '5 St Giles Close',    'en', [['Thumbnail', 'left']]],
];

/** Any day will do: the list is the same every day. */
const slotOn = (time: string) => moment.parse(`2026-11-23T${time}:00.000Z`);

const listed: readonly Appointment[] = rows.map(
  ([time, givenName, familyName, dateOfBirth, nhs, code, addressLine, language, lesions], index) => ({
    id: appointmentId.parse(`demonstration-${index + 1}`),
    code,
    slotAt: slotOn(time),
    time: clinicTime(new Date(slotOn(time))),
    state: 'booked',
    patient: { givenName, familyName, dateOfBirth, nhsNumber: nhsNumber.parse(nhs) },
    addressLine,
    language,
    urgency: 'routine',
    lesions: lesions.map(([site, side], place) => ({
      id: lesionId.parse(`L${place + 1}`),
      site,
      ...(side !== undefined && { side }),
    })),
    questionnaire: 'none',
    answers: [],
    lookAlikes: [],
    registeredByHand: false,
  }),
);

export const demonstrationClinic: readonly Appointment[] = withLookAlikes(listed);

/** Two questions in one language: enough to hand the screen over and to take it back. */
export const demonstrationSheet: StationSheet = {
  language: 'en',
  name: 'English',
  direction: 'ltr',
  title: 'Before your photographs',
  introduction: ['These answers go to the doctor who looks at your photographs.'],
  questions: [
    { linkId: 'changed', step: 'Your skin', text: 'Has it changed?', type: 'boolean', required: true, options: [] },
    { linkId: 'since', step: 'Your skin', text: 'Since when?', type: 'text', required: false, options: [] },
  ],
  words: {},
};

/** Fills in who could be taken for whom, as the hospital does. */
export function withLookAlikes(appointments: readonly Appointment[]): readonly Appointment[] {
  const alike = (one: Appointment, other: Appointment): Likeness | undefined =>
    one.id === other.id ? undefined : likeness(one.patient, other.patient);
  return appointments.map((one) => ({
    ...one,
    lookAlikes: appointments.filter((other) => alike(one, other) !== undefined).map(({ id }) => id),
  }));
}

let hashed: Promise<readonly StaffMember[]> | undefined;

async function hashStaff(): Promise<readonly StaffMember[]> {
  const { id, name, pin, badge } = demonstrationStaff;
  return [{ id, name, pin: await hashSecret(pin), badge: await hashSecret(badge) }];
}

/** A book that nobody sent and nobody changes, with `demonstrationStaff` in it; hashing their secrets takes a moment. */
export async function sameEveryDay(appointments: readonly Appointment[] = demonstrationClinic): Promise<ClinicBook> {
  hashed ??= hashStaff();
  const staff = await hashed;
  const list: DayList = { appointments, madeAt: slotOn('06:00'), sheets: [demonstrationSheet] };
  let open = false;
  return {
    roster: () => staff,
    async open() {
      open = true;
    },
    close() {
      open = false;
    },
    today: () => (open ? list : closedList),
    receive: async () => 'old',
  };
}
