/** Head and neck. See `regions.ts` for what the numbers are. */
import type { Region } from './regions.ts';

// biome-ignore format: a table is read by columns
export const head: readonly Region[] = [
  { face: 'front', x: 3,  y: 4,  across: 'middle', pick: { code: '61719002', words: 'Crown of the head' },  codes: '43067004 21672008 386045008', said: ['crown', 'vertex', 'scalp', 'top head'] },
  { face: 'front', x: 10, y: 9,  across: 'paired', codes: '', said: ['scalp above ear', 'above ear', 'side head', 'side scalp'] },
  { face: 'back',  x: 4,  y: 13, across: 'middle', pick: { code: '79951008', words: 'Back of the head' },   codes: '', said: ['back head', 'back scalp', 'occiput', 'occipital'] },
  { face: 'front', x: 4,  y: 9,  across: 'middle', pick: { code: '68698007', words: 'Forehead' },           codes: '48670002 70762009', said: ['forehead', 'brow', 'hairline', 'head'] },
  { face: 'front', x: 9,  y: 12, across: 'paired', pick: { code: '16621002', words: 'Temple' },             codes: '', said: ['temple', 'temporal'] },
  { face: 'front', x: 5,  y: 14, across: 'paired', pick: { code: '362916000', words: 'Around the eye' },    codes: '367577003 41310005 40069000 27887005 37671003 130306 130311 130322 85803001', said: ['eye', 'eyelid', 'eyebrow', 'lid', 'canthus'] },
  { face: 'front', x: 2,  y: 18, across: 'middle', pick: { code: '113179006', words: 'Nose' },              codes: '244089006 68598004 79283007 59532 130312', said: ['nose', 'nostril', 'nasal', 'side nose'] },
  { face: 'front', x: 7,  y: 20, across: 'paired', pick: { code: '36141000', words: 'Cheek' },              codes: '130314 37108007', said: ['cheek', 'nasolabial'] },
  { face: 'front', x: 4,  y: 19, across: 'middle', codes: '73897004', said: ['face'] },
  { face: 'front', x: 3,  y: 24, across: 'middle', pick: { code: '88089004', words: 'Lips' },               codes: '66934001 16251004 110488009 84365009 312651 312647 46353006 18444004 73058008', said: ['lip', 'lips', 'mouth', 'philtrum', 'upper lip', 'lower lip'] },
  { face: 'front', x: 3,  y: 28, across: 'middle', pick: { code: '23747009', words: 'Chin' },               codes: '34926004', said: ['chin'] },
  { face: 'front', x: 8,  y: 26, across: 'paired', pick: { code: '244097004', words: 'Jaw line' },          codes: '5713008', said: ['jaw', 'jawline', 'jaw line'] },
  { face: 'front', x: 12, y: 17, across: 'paired', pick: { code: '1902009', words: 'Ear' },                 codes: '79313003 130305 38407007 51098001 57726007 86409001 45591000 130310 130318 130321 79502000 86719006 130307 2059009', said: ['ear', 'helix', 'earlobe', 'ear lobe', 'tragus', 'pinna'] },
  { face: 'back',  x: 11, y: 18, across: 'paired', pick: { code: '24483006', words: 'Behind the ear' },     codes: '130308 130315 130316 130319 130320', said: ['behind ear', 'back ear', 'postauricular'] },
  { face: 'front', x: 3,  y: 35, across: 'middle', pick: { code: '11584001', words: 'Front of the neck' },  codes: '43081002 182329002', said: ['neck', 'throat', 'front neck'] },
  { face: 'front', x: 6,  y: 34, across: 'paired', pick: { code: '5272005', words: 'Side of the neck' },    codes: '76072005', said: ['side neck'] },
  { face: 'back',  x: 4,  y: 34, across: 'middle', pick: { code: '4658004', words: 'Nape' },                codes: '130300', said: ['nape', 'back neck', 'nuchal'] },
];
