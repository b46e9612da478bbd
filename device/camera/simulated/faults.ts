/** Conditions that the simulated camera can be put into, one switch each; several may hold at once. */
export const simulatedFaults = [
  'unplugged', // refuses connections and drops the present ones
  'hangs', // takes requests and never answers
  'busy', // answers Device_Busy to a capture
  'out-of-focus', // refuses to release the shutter
  'battery-empty', // refuses live view and capture
  'card-full', // refuses a capture: Store_Full
  'cuts-off', // ends a download in its middle
] as const;
export type SimulatedFault = (typeof simulatedFaults)[number];
