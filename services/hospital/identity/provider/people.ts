/** The invented staff of the demonstration, and who has no business in it. Nobody of these works anywhere. */

export interface Person {
  /** `sub`. */
  readonly subject: string;
  readonly name: string;
  /** Words of the claim `roles`. */
  readonly roles: readonly string[];
  /** What the sign-in page says about them. */
  readonly does: string;
}

// biome-ignore format: a table is read by columns
export const people: readonly Person[] = [
  { subject: 'ngozi-adeyemi',  name: 'Ngozi Adeyemi',     roles: ['coordinator'],            does: 'coordinator: referrals, clinics, reconciliation' },
  { subject: 'helen-marsh',    name: 'Dr Helen Marsh',    roles: ['consultant'],             does: 'consultant dermatologist' },
  { subject: 'tomasz-zielski', name: 'Tomasz Zielski',    roles: ['engineer'],               does: 'field engineer' },
  { subject: 'priya-raman',    name: 'Priya Raman',       roles: ['it'],                     does: 'central IT' },
  { subject: 'owen-pritchard', name: 'Owen Pritchard',    roles: ['auditor'],                does: 'auditor: who looked at what' },
  { subject: 'amina-yusuf',    name: 'Dr Amina Yusuf',    roles: ['consultant', 'auditor'],  does: 'consultant and auditor' },
  { subject: 'sam-whitlock',   name: 'Sam Whitlock',      roles: ['catering'],               does: 'works in the kitchen; has no role here and is not let in' },
];

export function personOf(subject: string): Person | undefined {
  return people.find((person) => person.subject === subject);
}
