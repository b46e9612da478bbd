/**
 * Conditions that the simulated camera can be put into, one switch each; several may hold at once, and every one of them
 * can be had of every make. Ending one heals it.
 */
export const simulatedFaults = [
  // it is not there
  'unplugged', // refuses connections and drops the present ones; its memory is lost
  'asleep', // the same, with its memory kept, until somebody presses its own button
  'other-serial', // another body of the same make hangs on the cable, with a card and settings of its own

  // it is there, and does not take a picture
  'hangs', // takes requests and never answers
  'busy', // answers Device_Busy to a capture
  'out-of-focus', // refuses to release the shutter
  'battery-empty', // refuses live view and capture
  'card-full', // refuses a capture: Store_Full
  'hangs-in-capture', // the exposure does not end before this does
  'drops-link', // the line goes dead while the shutter is open; the picture is taken and stays in the camera

  // it takes a picture, and tells of it wrongly
  'late-event', // tells of it long after anybody still waits
  'double-event', // tells of it twice, and hands it out twice
  'stale-picture', // an old picture lies in it that nobody has fetched, and is told of

  // it tells of a picture, and hands out something else
  'hangs-in-download', // sends half of it and then nothing more, on this line, ever
  'cuts-off', // sends half of it and says so
  'empty-picture', // it has no bytes
  'huge-picture', // it is half a gigabyte long
  'raw-picture', // it is no JPEG but the maker's own raw file

  // it is not as it was set up
  'drifted-setting', // its image quality and its sensitivity are not what they were
  'wrong-clock', // its clock is a day behind
] as const;
export type SimulatedFault = (typeof simulatedFaults)[number];
