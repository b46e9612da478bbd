/** Chest, belly, back, buttocks. See `regions.ts` for what the numbers are. */
import type { Region } from './regions.ts';

// biome-ignore format: a table is read by columns
export const trunk: readonly Region[] = [
  { face: 'front', x: 12, y: 45,  across: 'middle', pick: { code: '66288003', words: 'Below the collarbone' },  codes: '', said: ['upper chest', 'collarbone', 'clavicle'] },
  { face: 'front', x: 9,  y: 53,  across: 'middle', pick: { code: '244106003', words: 'Chest' },                codes: '244107007 54440003 181491009', said: ['chest', 'breastbone', 'sternum', 'trunk'] },
  { face: 'front', x: 10, y: 58,  across: 'paired', pick: { code: '72005009', words: 'Breast' },                codes: '54468004 61426 61427 61423 61439', said: ['breast', 'nipple', 'areola'] },
  { face: 'front', x: 9,  y: 66,  across: 'middle', pick: { code: '699915001', words: 'Lower chest' },          codes: '', said: ['lower chest', 'rib', 'ribs'] },
  { face: 'front', x: 20, y: 52,  across: 'paired', pick: { code: '699891005', words: 'Armpit' },               codes: '', said: ['armpit', 'axilla'] },
  { face: 'front', x: 7,  y: 74,  across: 'middle', pick: { code: '699935000', words: 'Upper belly' },          codes: '30598005', said: ['upper abdomen', 'upper belly', 'epigastric'] },
  { face: 'front', x: 7,  y: 83,  across: 'middle', pick: { code: '75093004', words: 'Belly' },                 codes: '315003', said: ['abdomen', 'belly', 'stomach', 'navel', 'umbilicus', 'waist'] },
  { face: 'front', x: 12, y: 82,  across: 'paired', codes: '', said: ['flank', 'side trunk', 'side body'] },
  { face: 'front', x: 7,  y: 94,  across: 'middle', pick: { code: '699914002', words: 'Lower belly' },          codes: '367578008', said: ['lower abdomen', 'lower belly', 'pubic'] },
  { face: 'front', x: 9,  y: 104, across: 'paired', pick: { code: '39687006', words: 'Groin' },                 codes: '280387007', said: ['groin', 'inguinal'] },
  { face: 'front', x: 0,  y: 109, across: 'middle', codes: '60944009 35900000 81992007 244117002 244118007 7991003 128252004 128253009 48014002 4019005 29353003 76723005 279867004 18857001 23213005 279479008 279478000', said: ['genital', 'genitals', 'penis', 'scrotum', 'vulva', 'perineum'] },
  { face: 'back',  x: 18, y: 42,  across: 'paired', codes: '', said: ['shoulder', 'top shoulder'] },
  { face: 'back',  x: 9,  y: 46,  across: 'middle', pick: { code: '699893008', words: 'Upper back' },           codes: '130301 130302', said: ['upper back'] },
  { face: 'back',  x: 12, y: 54,  across: 'paired', pick: { code: '244111001', words: 'Shoulder blade' },       codes: '', said: ['shoulder blade', 'scapula'] },
  { face: 'back',  x: 8,  y: 68,  across: 'middle', pick: { code: '130323', words: 'Middle of the back' },      codes: '66643007 49943 130303', said: ['back', 'mid back', 'middle back', 'spine'] },
  { face: 'back',  x: 8,  y: 88,  across: 'middle', pick: { code: '113182001', words: 'Lower back' },           codes: '130304', said: ['lower back', 'lumbar', 'loin', 'sacrum'] },
  { face: 'back',  x: 9,  y: 106, across: 'paired', pick: { code: '22180002', words: 'Buttock' },               codes: '63029009', said: ['buttock', 'buttocks', 'gluteal'] },
  { face: 'back',  x: 0,  y: 112, across: 'middle', codes: '59112000', said: ['anus', 'anal'] },
];
