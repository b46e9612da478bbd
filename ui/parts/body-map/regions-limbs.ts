/** Arms and legs: all of them on one side or the other. See `regions.ts` for what the numbers are. */
import type { Region } from './regions.ts';

// biome-ignore format: a table is read by columns
export const limbs: readonly Region[] = [
  { face: 'front', x: 23, y: 60,  across: 'paired', pick: { code: '45981001', words: 'Upper arm, front' },  codes: '371311000', said: ['upper arm', 'arm', 'upper arm front', 'front upper arm'] },
  { face: 'front', x: 26, y: 79,  across: 'paired', pick: { code: '17957002', words: 'Bend of the elbow' }, codes: '', said: ['bend elbow', 'elbow crease', 'antecubital', 'inside elbow'] },
  { face: 'front', x: 29, y: 91,  across: 'paired', pick: { code: '70559009', words: 'Forearm, inside' },   codes: '', said: ['forearm', 'forearm inside', 'forearm front', 'lower arm'] },
  { face: 'front', x: 33, y: 103, across: 'paired', pick: { code: '24527008', words: 'Wrist, inside' },     codes: '', said: ['wrist', 'wrist inside', 'wrist front'] },
  { face: 'front', x: 35, y: 112, across: 'paired', pick: { code: '70887009', words: 'Palm' },              codes: '26795005 89784008', said: ['palm', 'palm hand'] },
  { face: 'front', x: 35, y: 119, across: 'paired', codes: '38344 38357 38347 38354 38341', said: ['fingertip', 'finger front'] },
  { face: 'back',  x: 23, y: 60,  across: 'paired', pick: { code: '72939005', words: 'Upper arm, back' },   codes: '', said: ['upper arm back', 'back arm'] },
  { face: 'back',  x: 26, y: 79,  across: 'paired', pick: { code: '181536004', words: 'Elbow' },            codes: '', said: ['elbow'] },
  { face: 'back',  x: 29, y: 91,  across: 'paired', pick: { code: '41550009', words: 'Forearm, outside' },  codes: '', said: ['forearm back', 'forearm outside'] },
  { face: 'back',  x: 33, y: 103, across: 'paired', pick: { code: '52876008', words: 'Wrist, back' },       codes: '', said: ['wrist back', 'back wrist'] },
  { face: 'back',  x: 35, y: 111, across: 'paired', pick: { code: '281642007', words: 'Back of the hand' }, codes: '33712006', said: ['hand', 'back hand', 'knuckle', 'knuckles'] },
  { face: 'back',  x: 36, y: 118, across: 'paired', pick: { code: '244169007', words: 'Finger' },           codes: '91456000 63288009 44431006 61366001 51596007 28274006 38321 38324 38327 38330 38333', said: ['finger', 'thumb', 'thumbnail', 'fingernail', 'nail finger', 'nail thumb', 'nail'] },

  { face: 'front', x: 10, y: 126, across: 'paired', pick: { code: '61248009', words: 'Thigh, front' },      codes: '371304004', said: ['thigh', 'leg', 'hip', 'thigh front', 'upper leg'] },
  { face: 'front', x: 4,  y: 122, across: 'paired', pick: { code: '73958006', words: 'Thigh, inside' },     codes: '', said: ['thigh inside', 'inner thigh'] },
  { face: 'front', x: 10, y: 149, across: 'paired', pick: { code: '181553006', words: 'Knee' },             codes: '', said: ['knee'] },
  { face: 'front', x: 9,  y: 170, across: 'paired', pick: { code: '25763004', words: 'Shin' },              codes: '', said: ['shin', 'lower leg', 'lower leg front'] },
  { face: 'front', x: 9,  y: 195, across: 'paired', pick: { code: '181564009', words: 'Ankle' },            codes: '181563003', said: ['ankle'] },
  { face: 'front', x: 11, y: 204, across: 'paired', pick: { code: '60496002', words: 'Foot, top' },         codes: '130309 130313', said: ['foot', 'top foot', 'instep'] },
  { face: 'front', x: 14, y: 210, across: 'paired', pick: { code: '52034004', words: 'Toe' },               codes: '76578001 38790000 8770002 1569005 6194002 22740002 37873 37876 37879 37882 37885', said: ['toe', 'toenail', 'big toe', 'nail toe'] },
  { face: 'back',  x: 10, y: 126, across: 'paired', pick: { code: '4578000', words: 'Thigh, back' },        codes: '', said: ['thigh back', 'back leg', 'hamstring'] },
  { face: 'back',  x: 10, y: 150, across: 'paired', pick: { code: '84507004', words: 'Hollow of the knee' }, codes: '', said: ['behind knee', 'back knee', 'hollow knee', 'popliteal'] },
  { face: 'back',  x: 9,  y: 168, across: 'paired', pick: { code: '47224004', words: 'Calf' },              codes: '', said: ['calf', 'lower leg back'] },
  { face: 'back',  x: 8,  y: 203, across: 'paired', pick: { code: '84607009', words: 'Heel' },              codes: '699909001 699919007', said: ['heel'] },
  { face: 'back',  x: 11, y: 210, across: 'paired', pick: { code: '35739000', words: 'Sole' },              codes: '52953006 130317 38107 38110 38113 38116 38119', said: ['sole', 'sole foot', 'bottom foot'] },
];
