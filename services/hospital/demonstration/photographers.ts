/**
 * Two invented photographers for the demonstration's station. Their PINs and badges stand here in the clear, so that whoever
 * tries the service can sign in: they exist only where the patients are invented as well.
 */
import { type StaffId, staffId } from '../../wire/staff.ts';

export interface Photographer {
  readonly id: StaffId;
  readonly name: string;
  readonly pin: string;
  /** What the badge's barcode says. */
  readonly badge: string;
}

export const photographers: readonly [Photographer, Photographer] = [
  {
    id: staffId.parse('5b0c7b1e-3a52-4d0e-9c61-7f1d8a2e4c01'),
    name: 'Rosa Sato',
    pin: '4826',
    badge: 'LB-DEMO2ROSA2SATO22',
  },
  {
    id: staffId.parse('c4d6f2a8-91b7-4e3f-8d25-0a6e5b9c7d02'),
    name: 'Callum Ferreira',
    pin: '7391',
    badge: 'LB-DEMO2CALLUM2FER2',
  },
];
