/** What the invented referrals and clinics are made of. */
import type { ReferralState, Urgency } from '../../../services/hospital/web/api/shared.ts';

export const practices = ['Histon Surgery', 'Cambourne Medical Practice', 'The Old Bakehouse Surgery, Great Shelford'];
export const letters = [
  'Changing pigmented lesion, darker over three months. 8 mm, irregular border. No bleeding.\n\nPast history: basal cell carcinoma of the cheek, 2019.',
  'Scaly patch, has not healed in six weeks. Please advise.',
  'New nodule, growing. Patient is worried. Lives alone, needs a morning appointment and step-free access.',
];
export const places = [
  ['Shin', 'left'],
  ['Upper back', undefined],
  ['Cheek, just below the lower eyelid', 'right'],
  ['Scalp, crown', 'midline'],
  ['Forearm, outer side', 'left'],
] as const;

export const clinicPlan = [
  { days: 0, site: 'histon', from: '09:00', to: '12:00', photographer: 'Grace Mwangi' },
  { days: 1, site: 'cambourne', from: '13:00', to: '16:00', photographer: '' },
  { days: 3, site: 'histon', from: '09:00', to: '12:00', photographer: 'Grace Mwangi' },
  { days: 40, site: 'histon', from: '09:00', to: '10:00', photographer: 'Tomasz Zieliński' },
] as const;

// biome-ignore format: a table is read by columns
export const plans: readonly { state: ReferralState; urgency: Urgency; age: number }[] = [
  { state: 'received', urgency: 'suspected-cancer', age: 1 },  { state: 'received', urgency: 'urgent',           age: 30 },
  { state: 'received', urgency: 'routine',          age: 3 },  { state: 'accepted', urgency: 'suspected-cancer', age: 24 },
  { state: 'accepted', urgency: 'routine',          age: 28 }, { state: 'accepted', urgency: 'urgent',           age: 9 },
  { state: 'booked',   urgency: 'suspected-cancer', age: 12 }, { state: 'received', urgency: 'routine',          age: 2 },
  { state: 'received', urgency: 'routine',          age: 0 },  { state: 'booked',   urgency: 'routine',          age: 20 },
  { state: 'booked',   urgency: 'urgent',           age: 26 }, { state: 'seen',     urgency: 'suspected-cancer', age: 15 },
  { state: 'seen',     urgency: 'routine',          age: 19 }, { state: 'closed',   urgency: 'routine',          age: 60 },
  { state: 'rejected', urgency: 'routine',          age: 33 }, { state: 'booked',   urgency: 'routine',          age: 5 },
  { state: 'accepted', urgency: 'urgent',           age: 6 },  { state: 'received', urgency: 'suspected-cancer', age: 22 },
  { state: 'accepted', urgency: 'routine',          age: 14 }, { state: 'received', urgency: 'routine',          age: 5 },
  { state: 'received', urgency: 'suspected-cancer', age: 0 },
];
