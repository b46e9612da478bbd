/** What waits to be settled: one of each kind that a coordinator meets. */
import { dayAfter } from '../../../services/hospital/database/clock.ts';
import type { ReconciliationDetail } from '../../../services/hospital/web/api/patients.ts';
import { idOf } from './people.ts';
import type { HospitalRecord, Mutable, Referral } from './record.ts';
import { besideOf } from './visits.ts';

export function waitingPictures(record: HospitalRecord, today: string): Mutable<ReconciliationDetail>[] {
  const booked = record.referrals.filter(({ appointments }) => appointments.length > 0);
  const candidate = (referral: Referral, why: 'named' | 'same-patient' | 'same-clinic') => {
    const appointment = referral.appointments.at(-1);
    return appointment
      ? [{ appointment, patient: referral.patient, referral: referral.id, lesions: referral.lesions, why }]
      : [];
  };
  const [first, second, third] = booked;
  if (!first || !second || !third) throw new Error('the invented record has too few appointments');
  const says = ({ patient }: Referral) => ({
    familyName: patient.familyName,
    givenName: patient.givenName,
    dateOfBirth: patient.dateOfBirth,
    nhsNumber: patient.nhsNumber ?? '',
  });
  const base = {
    what: 'picture' as const,
    station: 'histon-1',
    noticedAt: `${today}T09:50:00.000Z`,
    takenAt: `${today}T09:41:07.250Z`,
    state: 'open' as const,
  };
  return [
    {
      ...base,
      parcel: idOf(6, 1),
      reason: 'patient-differs',
      patient: { ...says(first), dateOfBirth: '1990-09-19' },
      lesion: { site: 'Lower leg', side: 'left' },
      view: 'close-up',
      openable: true,
      differences: [
        { field: 'dateOfBirth', picture: '1990-09-19', record: first.patient.dateOfBirth },
        { field: 'site', picture: 'Lower leg', record: first.lesions[0]?.site ?? '' },
      ],
      candidates: [
        ...candidate(first, 'named'),
        ...candidate(second, 'same-clinic'),
        ...candidate(third, 'same-clinic'),
      ],
    },
    {
      ...base,
      parcel: idOf(6, 2),
      reason: 'unexplained',
      noticedAt: `${dayAfter(today, -1)}T15:02:00.000Z`,
      openable: true,
      differences: [],
      candidates: candidate(second, 'same-clinic'),
    },
    {
      ...base,
      parcel: idOf(6, 3),
      reason: 'cannot-open',
      openable: false,
      differences: [],
      candidates: [],
    },
    {
      ...base,
      parcel: idOf(6, 4),
      reason: 'wrong-patient',
      patient: says(third),
      lesion: { site: 'Upper back' },
      view: 'dermoscopic',
      openable: true,
      differences: [],
      candidates: candidate(third, 'named'),
      wasFiledTo: third.patient,
    },
    {
      ...base,
      parcel: idOf(6, 6),
      what: 'visit-record',
      reason: 'unknown-appointment',
      patient: { ...says(second), familyName: `${second.patient.familyName}e` },
      openable: false,
      differences: [],
      candidates: [...candidate(second, 'same-patient'), ...candidate(third, 'same-clinic')],
      visit: besideOf(6, second.patient, today),
    },
    {
      ...base,
      parcel: idOf(6, 7),
      what: 'attachment',
      paper: 'identity-frame',
      reason: 'unknown-appointment',
      patient: { ...says(second), familyName: `${second.patient.familyName}e` },
      openable: true,
      differences: [],
      candidates: candidate(second, 'same-patient'),
      visit: besideOf(6, second.patient, today),
    },
    {
      ...base,
      parcel: idOf(6, 5),
      reason: 'another-day',
      state: 'filed',
      patient: says(second),
      openable: true,
      differences: [{ field: 'day', picture: today, record: dayAfter(today, -1) }],
      candidates: candidate(second, 'named'),
      decision: { by: 'Ben Clerk', at: `${today}T10:05:00.000Z`, why: 'The clinic says she came a day late.' },
    },
  ];
}
