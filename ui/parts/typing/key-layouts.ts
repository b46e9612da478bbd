/**
 * Which keys stand where. Ten beside each other on a wide screen, six on a narrow one; never more, or a key would be
 * smaller than 10 mm. The letters with marks are those of the names that clinics here meet most.
 */

/** Rows of keys, apart by spaces, as the keyboard library reads them. */
export interface Layout {
  readonly lower: readonly string[];
  readonly upper: readonly string[];
  readonly signs: readonly string[];
  readonly marks: readonly string[];
}

/** The keys of one language: a wide and a narrow screen's, and what stands on those that are no letters. */
export interface Keys {
  readonly wide: Layout;
  readonly narrow: Layout;
  readonly words: Readonly<Record<string, string>>;
  /** For readers of the screen. */
  readonly deleteWord: string;
}

const wideBack = '{letters} {space} , .';

export const wideLayouts: Layout = {
  lower: [
    'q w e r t y u i o p',
    'a s d f g h j k l',
    '{shift} z x c v b n m {bksp}',
    "{signs} {marks} ' {space} - , .",
  ],
  upper: [
    'Q W E R T Y U I O P',
    'A S D F G H J K L',
    '{shift} Z X C V B N M {bksp}',
    "{signs} {marks} ' {space} - , .",
  ],
  signs: ['1 2 3 4 5 6 7 8 9 0', '- / : ; ( ) + = %', '! ? " & @ # * {bksp}', wideBack],
  marks: ['á à â ä ã å ą æ ç ć', 'é è ê ë ę í î ï ı ł', 'ñ ń ó ô ö ő ø ş ß {bksp}', '{letters} š ś ú ü ű ý ž ź ż'],
};

export const narrowLayouts: Layout = {
  lower: [
    'a b c d e f',
    'g h i j k l',
    'm n o p q r',
    's t u v w x',
    "y z ' - , .",
    '{shift} {signs} {marks} {space} {bksp}',
  ],
  upper: [
    'A B C D E F',
    'G H I J K L',
    'M N O P Q R',
    'S T U V W X',
    "Y Z ' - , .",
    '{shift} {signs} {marks} {space} {bksp}',
  ],
  signs: ['1 2 3 4 5', '6 7 8 9 0', '- / : ; ( )', '! ? " & @', '# * + = %', '{letters} {space} {bksp}'],
  marks: [
    'á à â ä ã å',
    'ą æ ç ć é è',
    'ê ë ę í î ï',
    'ı ł ñ ń ó ô',
    'ö ő ø ş ß š',
    'ś ú ü ű ý ž',
    '{letters} ź ż {bksp}',
  ],
};

/** What stands on a key that is no letter. */
export const words: Record<string, string> = {
  '{shift}': '⇧ Shift',
  '{bksp}': '⌫',
  '{space}': 'Space',
  '{signs}': '123',
  '{marks}': 'éßł',
  '{letters}': 'abc',
};

export const englishKeys: Keys = { wide: wideLayouts, narrow: narrowLayouts, words, deleteWord: 'Delete' };

/** Whether the next letter is a capital: at the beginning, and then of every word or of every sentence. */
export function startsUpper(text: string, what: 'names' | 'sentences'): boolean {
  if (text.trim() === '') return true;
  return what === 'names' ? /[\s\-’']$/.test(text) : /[.!?]\s+$/.test(text);
}
