/**
 * Which camera bodies a station is built with, and which it is not. The bench test warns of the latter; the bill of
 * materials lists the former.
 */
export interface CameraBody {
  /** As libgphoto2 calls it: `--camera-model`. */
  readonly model: string;
  /** The lens mount that the dermoscopy lens has to fit. */
  readonly mount: string;
  /** The battery whose coupler (a dummy battery on a lead) the AC adapter feeds. */
  readonly coupler: string;
  readonly choice: 'first' | 'second';
}

// biome-ignore format: a table is read by columns
export const cameraBodies: readonly CameraBody[] = [
  { model: 'Canon EOS 90D',         mount: 'Canon EF/EF-S', coupler: 'LP-E6 family',  choice: 'first' },
  { model: 'Canon EOS 250D',        mount: 'Canon EF/EF-S', coupler: 'LP-E17',        choice: 'first' },
  { model: 'Canon EOS 5D Mark IV',  mount: 'Canon EF',      coupler: 'LP-E6 family',  choice: 'first' },
  { model: 'Nikon DSC D7500',       mount: 'Nikon F',       coupler: 'EN-EL15 family', choice: 'second' },
  { model: 'Nikon DSC D780',        mount: 'Nikon F',       coupler: 'EN-EL15 family', choice: 'second' },
  { model: 'Nikon DSC D850',        mount: 'Nikon F',       coupler: 'EN-EL15 family', choice: 'second' },
];

/** A body that answers and should not be used. Canon sells the same one under several names. */
export interface UnfitCamera {
  /** Found in the manufacturer's name and model together. */
  readonly pattern: RegExp;
  readonly why: string;
}

export const unfitCameras: readonly UnfitCamera[] = [
  {
    pattern: /canon.*\b(1300D|1500D|2000D|3000D|4000D|Rebel T6|Rebel T7|Rebel T100)$/i,
    why: 'later captures in a session fail with "Full-Press failed 0x2019"',
  },
  { pattern: /sony/i, why: 'its live view gives 2 or 3 pictures a second and it hangs at random' },
];
