/** The makes of camera that can be simulated, by the name under which a program asks for one. */
import { canonEos90D } from './canon/canon.ts';
import { nikonD7500 } from './nikon/nikon.ts';
import type { Personality } from './personality.ts';
import { plainPtp11 } from './ptp11/ptp11.ts';

export const personalityNames = ['nikon', 'canon-eos', 'ptp-1.1'] as const;
export type PersonalityName = (typeof personalityNames)[number];

export const makes: Readonly<Record<PersonalityName, Personality>> = {
  nikon: nikonD7500, // tells when asked, keeps pictures in memory
  'canon-eos': canonEos90D, // tells when asked, settings included; the initiator says when it has a picture
  'ptp-1.1': plainPtp11, // the standard and nothing else: events by themselves, pictures on the card
};
