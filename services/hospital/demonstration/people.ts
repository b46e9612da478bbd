/**
 * Twenty invented patients for a clinic day: varied in age, skin, site, urgency, language and how long they have waited.
 * Their NHS numbers begin with 999, which is never issued, and pass the check digit.
 */
import { stationId } from '../../wire/ids.ts';

export interface Person {
  readonly givenName: string;
  readonly familyName: string;
  readonly dateOfBirth: string;
  readonly sex: 'female' | 'male';
  readonly nhsNumber: string;
  /** Fitzpatrick skin type, as the GP writes it. */
  readonly skin: 'I' | 'II' | 'III' | 'IV' | 'V' | 'VI';
  readonly urgency: 'routine' | 'urgent' | 'suspected-cancer';
  /** Days from the referral to the clinic. */
  readonly waitedDays: number;
  readonly story: string;
  readonly lesions: readonly Place[];
  /** Speaks another language than English. */
  readonly language?: string;
  /** Without one, the letter is printed. */
  readonly hasEmail: boolean;
  /** Answered the questionnaire at home. */
  readonly answered: boolean;
}

/** Words of the letter, side, SNOMED CT code of DICOM CID 4029; a site that is not coded waits for the coordinator. */
export type Place = readonly [site: string, side?: 'left' | 'right' | 'midline', code?: string];

type Row = readonly [
  name: string, // family, given
  born: string,
  sex: 'f' | 'm',
  nhsNumber: string,
  skin: Person['skin'],
  urgency: Person['urgency'],
  waitedDays: number,
  lesions: readonly Place[],
  story: string,
  marks: string, // e: e-mail, q: questionnaire answered, a language
];

// Two of them have one surname (Haddad), two one birthday (30 September): they could be taken for each other.
// biome-ignore format: a table is read by columns
const rows: readonly Row[] = [
  ['Okonkwo-Bright, Margaret', '1958-04-03', 'f', '9990000018', 'V',   'suspected-cancer',  6, [['Shin', 'left', '25763004']],                                  'New dark patch over four months, edge irregular.',            'e q'],
  ['Fenwick, Tobias',          '1971-11-29', 'm', '9990000026', 'I',   'suspected-cancer',  9, [['Upper back', 'right', '699893008'], ['Scalp, above the ear', 'left'], ['Forearm', 'left', '70559009']], 'Mole on the back has changed colour. Scaly patch on the scalp.', 'e q'],
  ['Akhtar, Parveen',          '1984-08-14', 'f', '9990000034', 'IV',  'urgent',           14, [['Sole of foot', 'right', '35739000']],                         'Pigmented spot on the sole, bigger since the spring.',        'e'],
  ['Pryce-Jones, Gwilym',      '1949-01-22', 'm', '9990000042', 'II',  'routine',          19, [['Temple', 'right', '16621002'], ['Back of hand', 'left', '281642007'], ['Lower lip', 'midline', '66934001']], 'Three sun-damaged places, one crusting.', ''],
  ['Nwosu, Adaeze',            '1996-06-07', 'f', '9990000050', 'VI',  'suspected-cancer',  4, [['Thumbnail', 'left', '28274006']],                             'Dark stripe in the nail, widening.',                          'e q'],
  ['Lindqvist, Erik',          '1963-02-11', 'm', '9990000069', 'I',   'routine',          22, [['Forehead', 'midline', '68698007']],                           'Rough patch that comes and goes.',                            'e'],
  ['Wójcik, Agnieszka',        '1977-09-30', 'f', '9990000077', 'II',  'urgent',           11, [['Calf', 'right', '47224004']],                                 'Mole that itches and has bled once.',                         'e q pl'],
  ['Haddad, Samir',            '1955-12-05', 'm', '9990000085', 'IV',  'suspected-cancer',  8, [['Side of nose', 'left', '244089006'], ['Cheek', 'right', '36141000'], ['Back of hand', 'right', '281642007']],                         'Pearly nodule with small vessels.',                           'e ar'],
  ['Thandeka, Nomvula',        '1990-03-17', 'f', '9990000093', 'VI',  'routine',          25, [['Cheek', 'right', '36141000']],                                'Raised brown lesion, slowly growing.',                        'e q'],
  ['Silva, João',              '1968-07-21', 'm', '9990000107', 'III', 'routine',          17, [['Shoulder blade', 'left', '244111001'], ['Lower back', 'right', '113182001'], ['Calf', 'left', '47224004']], 'Two seborrhoeic-looking lesions, patient worried.', ''],
  ['Chowdhury, Rahima',        '1981-05-26', 'f', '9990000115', 'V',   'urgent',           13, [['Palm of hand', 'right', '70887009']],                         'Dark macule on the palm.',                                    'e'],
  ['MacAllister, Fiona',       '1946-10-08', 'f', '9990000123', 'I',   'suspected-cancer', 27, [['Ear, outer rim', 'left', '79313003']],                        'Tender crusted nodule on the rim of the ear.',                'q'],
  ['Tan, Wei Ling',            '1973-01-13', 'f', '9990000131', 'III', 'routine',          20, [['Abdomen', 'right', '699914002']],                             'Flat mole with two colours.',                                 'e q'],
  ['Mbeki-Jansen, Thabo',      '1959-08-02', 'm', '9990000158', 'VI',  'urgent',           30, [['Heel', 'left', '84607009']],                                  'Sore on the heel that does not heal; first slot was missed.', 'e'],
  ["O'Rourke, Siobhán",        '1988-11-19', 'f', '9990000166', 'I',   'suspected-cancer',  3, [['Thigh, front', 'right', '61248009']],                         'Fast-growing pink nodule.',                                   'e q'],
  ['Krishnan, Arjun',          '1994-04-28', 'm', '9990000174', 'IV',  'routine',          15, [['Neck', 'left', '5272005']],                                   'Mole caught on the collar.',                                  'e'],
  ['Bennett, Dorothy',         '1937-06-15', 'f', '9990000182', 'II',  'urgent',           12, [['Lower leg, front', 'right', '25763004'], ['Chest', 'midline', '244106003']], 'Scaly plaque on the leg, new lesion on the chest.', ''],
  ['Osei, Kwabena',            '1965-09-30', 'm', '9990000190', 'VI',  'routine',          18, [['Back', 'midline', '66643007']],                               'Warty brown lesions, one different from the others.',         'e q'],
  ['Novák, Petr',              '1952-02-27', 'm', '9990000204', 'II',  'suspected-cancer',  7, [['Scalp, crown', 'midline', '61719002']],                       'Bleeding lesion on the crown, bald since thirty.',            'e'],
  ['Haddad, Yusuf',            '1999-12-31', 'm', '9990000212', 'V',   'routine',          21, [['Upper arm', 'left', '45981001'], ['Chest', 'midline', '244106003'], ['Abdomen', 'left', '699914002']],                             'Mole present since childhood, now with a halo.',              'e q'],
];

// Their referrals came yesterday and the day before: nobody has looked at them yet.
// biome-ignore format: a table is read by columns
const newRows: readonly Row[] = [
  ['Adeyinka, Folake',         '1979-03-08', 'f', '9990000220', 'VI',  'suspected-cancer',  1, [['Lower leg, back', 'left', '47224004']],                          'Nodule, growing quickly, bled twice.',                        'e'],
  ['Marchetti, Luca',          '1986-10-19', 'm', '9990000239', 'III', 'routine',           2, [['Behind the ear', 'right', '24483006'], ['Chest', 'left', '244106003'], ['Forearm', 'right', '70559009'], ['Shin', 'left', '25763004']], 'Asks to have several moles looked at.', ''],
  ['Yates, Poppy',             '2012-05-02', 'f', '9990000247', 'II',  'urgent',            1, [['Cheek', 'left', '36141000']],                                  'Red dome-shaped lesion in a child.',                          'e'],
  ['Grzelak, Tomasz',          '1961-01-30', 'm', '9990000255', 'II',  'suspected-cancer',  2, [['Upper chest', 'right']],                                         'Dark irregular lesion noticed by his wife.',                  'e pl'],
];

export const people: readonly Person[] = rows.map(personOf);
export const newcomers: readonly Person[] = newRows.map(personOf);

function personOf([name, dateOfBirth, sex, nhsNumber, skin, urgency, waitedDays, lesions, story, marks]: Row): Person {
  const [familyName = '', givenName = ''] = name.split(', ');
  const words = marks.split(' ');
  const language = words.find((word) => word.length === 2);
  return {
    givenName,
    familyName,
    dateOfBirth,
    sex: sex === 'f' ? 'female' : 'male',
    nhsNumber,
    skin,
    urgency,
    waitedDays,
    story,
    lesions,
    ...(language !== undefined && { language }),
    hasEmail: words.includes('e'),
    answered: words.includes('q'),
  };
}

/** The one station of a demonstration. */
export const demonstrationStation = stationId.parse('histon-1');

/** Where the demonstration's clinic is. */
export const demonstrationSite = {
  id: 'histon',
  name: 'Histon Community Diagnostic Centre',
  address: ['2 Orchard Way', 'Histon', 'CB24 0ZZ'],
  directions: 'Ground floor, behind reception. Follow the signs to medical photography.',
  parking: 'Free for two hours in front of the building; two bays for blue badge holders beside the door.',
} as const;

export const practices = ['Orchard Surgery, Cottenham', 'Mill Lane Practice, Impington', 'Fen Edge Surgery'] as const;
