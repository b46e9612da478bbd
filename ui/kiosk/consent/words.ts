/** What is asked and read to the patient before the first picture. Source: facts on the clinic. Types of the wire, words of this page. */
import type { ConsentPurpose, Exclusion } from '../../../services/wire/visit-record.ts';

/** What was found, after “This clinic does not photograph”. */
export const exclusionWords: Readonly<Record<Exclusion, string>> = {
  'excluded-site': 'genitals, or skin around the anus',
  'under-16': 'patients under 16',
  'more-than-three-lesions': 'more than three lesions in one visit',
  'lacks-capacity': 'patients who cannot decide about it themselves',
};

/** What the station has looked up by itself, and what it says when there is nothing. */
export const lookedUp: readonly { readonly exclusion: Exclusion; readonly found: string; readonly not: string }[] = [
  { exclusion: 'under-16', found: 'Under 16, by the date of birth', not: '16 or older' },
  {
    exclusion: 'more-than-three-lesions',
    found: 'More than three lesions on the letter',
    not: 'No more than three lesions',
  },
];

export interface ExclusionQuestion {
  readonly exclusion: Exclusion;
  readonly ask: string;
  readonly means: string;
  /** Nothing is in the way. */
  readonly clear: string;
  readonly found: string;
}

/** What only somebody in the room can tell. */
export const exclusionQuestions: readonly ExclusionQuestion[] = [
  {
    exclusion: 'excluded-site',
    ask: 'Is one of the lesions on the genitals or around the anus?',
    means: 'Ask before anybody undresses. The letter may say only “groin” or “buttock”.',
    clear: 'No, none',
    found: 'Yes, one is',
  },
  {
    exclusion: 'lacks-capacity',
    ask: 'Can the patient decide about the pictures?',
    means: 'That is: understand what they are for, keep it in mind, weigh it up, and tell you.',
    clear: 'Yes, can decide',
    found: 'No, cannot',
  },
];

export interface PurposeWords {
  readonly name: string;
  /** To be asked as it stands. */
  readonly ask: string;
  /** What holds, in one phrase. */
  readonly yes: string;
  readonly no: string;
}

export const purposes: readonly ConsentPurpose[] = ['record', 'teaching', 'publication'];

export const purposeWords: Readonly<Record<ConsentPurpose, PurposeWords>> = {
  record: {
    name: 'Your record',
    ask: 'May I take pictures for your own medical record, for the consultant to look at?',
    yes: 'Pictures for the record',
    no: 'No pictures',
  },
  teaching: {
    name: 'Teaching',
    ask: 'May staff and students in training see them? Your name is not shown.',
    yes: 'May be used for teaching',
    no: 'Not for teaching',
  },
  publication: {
    name: 'Publication',
    ask: 'May they be printed in a book or journal? Anybody could see them then.',
    yes: 'May be published',
    no: 'Not for publication',
  },
};

export interface InformationPage {
  readonly title: string;
  readonly sentences: readonly string[];
  /** The places that will be photographed are named on this page. */
  readonly namesLesions: boolean;
}

/** Read to the patient, a page at a time. */
export const information: readonly InformationPage[] = [
  {
    title: 'What is photographed',
    sentences: [
      'I photograph the places on your referral letter, and no others.',
      'This is not a check of all your skin. If another place worries you, tell me: I write it down for the consultant.',
    ],
    namesLesions: true,
  },
  {
    title: 'How it is done',
    sentences: [
      'Four pictures of each place: where it is, from near with a ruler, and two with the lens on your skin.',
      'I clean the skin first and may use a little gel. It does not hurt.',
      'You can stop at any time. Your care does not depend on it.',
    ],
    namesLesions: false,
  },
  {
    title: 'Who sees them, and what happens next',
    sentences: [
      'The pictures go to the hospital, locked on the way. Those who look after you see them, nobody else.',
      'A consultant looks at them within two or three working days. You and your GP get a letter within three weeks.',
      'You can change your mind later. A picture that helped to decide about you stays in your record.',
    ],
    namesLesions: false,
  },
];
