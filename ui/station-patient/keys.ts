/**
 * Keys for patients who do not write in English. Ten beside each other at most, as everywhere: a key is no smaller than
 * 10 mm. Arabic keys stand where an Arabic typewriter has them; forms that stand on keys of their own there are on the
 * second page here. Arabic has no capitals, so `upper` is the same.
 */
import { englishKeys, type Keys } from '../parts/typing/key-layouts.ts';

const polishKeys: Keys = {
  wide: { ...englishKeys.wide, marks: ['ą ć ę ł ń ó ś ź ż', 'Ą Ć Ę Ł Ń Ó Ś Ź Ż', '{letters} {space} {bksp}'] },
  narrow: {
    ...englishKeys.narrow,
    marks: ['ą ć ę ł ń', 'ó ś ź ż', 'Ą Ć Ę Ł Ń', 'Ó Ś Ź Ż', '{letters} {space} {bksp}'],
  },
  words: { ...englishKeys.words, '{marks}': 'ąęł' },
  deleteWord: '',
};

const arabicWide = [
  'ض ص ث ق ف غ ع ه خ ح',
  'ش س ي ب ل ا ت ن م ك',
  'ج د ط ذ ر و ز ظ {bksp}',
  '{signs} {marks} أ ة ى {space} ، .',
];
/** In the order of the alphabet, from the right. */
const arabicNarrow = [
  'ح ج ث ت ب ا',
  'س ز ر ذ د خ',
  'ع ظ ط ض ص ش',
  'م ل ك ق ف غ',
  'أ ة ي و ه ن',
  '{signs} {marks} {space} {bksp}',
];

const arabicKeys: Keys = {
  wide: {
    lower: arabicWide,
    upper: arabicWide,
    signs: ['1 2 3 4 5 6 7 8 9 0', '- / : ( ) + = %', '؟ ! ؛ " {bksp}', '{letters} {space} ، .'],
    marks: ['أ إ آ ء ؤ ئ', 'ة ى لا لأ لإ', '{letters} {space} {bksp}'],
  },
  narrow: {
    lower: arabicNarrow,
    upper: arabicNarrow,
    signs: ['1 2 3 4 5', '6 7 8 9 0', '- / : ( )', '؟ ! ؛ ، .', '{letters} {space} {bksp}'],
    marks: ['أ إ آ ء', 'ؤ ئ ة ى', 'لا لأ لإ', '{letters} {space} {bksp}'],
  },
  words: { ...englishKeys.words, '{marks}': 'ءآ', '{letters}': 'أبج' },
  deleteWord: '',
};

const keysOf: Readonly<Record<string, Keys>> = { pl: polishKeys, ar: arabicKeys };

/** With the words of the language on them; English keys for a language that has none of its own here. */
export function keysFor(language: string, words: Readonly<Record<string, string>>): Keys {
  const keys = keysOf[language.split('-')[0] ?? ''] ?? englishKeys;
  const { delete: deleteWord = '', space = '' } = words;
  return { ...keys, words: { ...keys.words, '{space}': space, '{shift}': '⇧' }, deleteWord };
}
