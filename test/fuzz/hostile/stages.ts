/** Where in a conversation an operation belongs, so that the lies are spread over all of it and not only its beginning. */

export const stages = [
  'greeting',
  'device info',
  'settings',
  'card',
  'live view',
  'events',
  'capture',
  'picture',
] as const;
export type Stage = (typeof stages)[number];

// biome-ignore format: a table is read by columns
const stageOf: ReadonlyMap<number, Stage> = new Map<number, Stage>([
  [0x1001, 'device info'], [0x1002, 'greeting'],    [0x1003, 'greeting'],
  [0x1004, 'card'],        [0x1005, 'card'],        [0x1006, 'card'],     [0x1007, 'card'],    [0x9101, 'card'],   [0x9102, 'card'],
  [0x1008, 'picture'],     [0x1009, 'picture'],     [0x100a, 'picture'],  [0x100b, 'picture'], [0x101b, 'picture'],
  [0x9104, 'picture'],     [0x9107, 'picture'],     [0x9117, 'picture'],  [0x90c3, 'picture'],
  [0x1014, 'settings'],    [0x1015, 'settings'],    [0x1016, 'settings'], [0x90ca, 'settings'], [0x9110, 'settings'], [0x9127, 'settings'],
  [0x90c7, 'events'],      [0x9116, 'events'],
  [0x9201, 'live view'],   [0x9202, 'live view'],   [0x9203, 'live view'], [0x9153, 'live view'], [0x1024, 'live view'], [0x1025, 'live view'],
  [0x100e, 'capture'],     [0x90c0, 'capture'],     [0x90c8, 'capture'],  [0x9207, 'capture'], [0x910f, 'capture'], [0x9128, 'capture'], [0x9129, 'capture'],
]);

/** Operations of makes that no simulated camera speaks are settings, mostly. */
export function stageOfOperation(code: number): Stage {
  return stageOf.get(code) ?? 'settings';
}

/** Conversations that are meant to be spoiled there, of each hundred: early ones end early and are soon repeated. */
export const weights: Readonly<Record<Stage, number>> = {
  greeting: 4,
  'device info': 10,
  settings: 16,
  card: 14,
  'live view': 14,
  events: 14,
  capture: 10,
  picture: 18,
};
