/**
 * One lesion, described once in millimetres and laid into the skin of each of its views at that view's scale: its shape
 * and colours are therefore the same from the locating picture to the dermoscopic one.
 */
import { type Chance, chance } from '../paint/chance.ts';
import { addDisc, addThread, type Place, type Tissue } from '../paint/tissue.ts';
import { basalCell } from './basal-cell.ts';
import { keratosis } from './keratosis.ts';
import { melanoma } from './melanoma.ts';
import { globularNaevus, reticularNaevus } from './naevus.ts';
import type { Outline } from './outline.ts';

/** What the lesions look like; none of them is anybody's diagnosis. */
export const lesionLooks = ['reticular-naevus', 'keratosis', 'melanoma', 'globular-naevus', 'basal-cell'] as const;
export type LesionLook = (typeof lesionLooks)[number];

/** What one point of a lesion adds to the skin. */
export interface Pigment {
  melanin: number;
  blood: number;
  dermal: number;
  keratin: number;
  white: number;
  height: number;
}

export type PigmentName = keyof Pigment;

/** A round structure: dot, globule, cyst, opening. Millimetres. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly plane: PigmentName;
  readonly amount: number;
  /** Share of the radius over which it fades. */
  readonly soft: number;
}

/** A vessel: points in millimetres with their radius. */
export type Vessel = readonly (readonly [x: number, y: number, radius: number])[];

export interface LesionDrawing {
  readonly outline: Outline;
  /** Sets `out` for a point; `inside` as from the outline, `fine` 0 to 1: how much of the fine structure shows. */
  paint(x: number, y: number, inside: number, fine: number, out: Pigment): void;
  readonly spots: readonly Spot[];
  readonly vessels: readonly Vessel[];
}

export interface Lesion {
  readonly look: LesionLook;
  /** Across, in millimetres. */
  readonly diameterMm: number;
  /** The farthest that its border lies from its middle. */
  readonly reachMm: number;
  lay(to: Tissue, place: Place): void;
}

/** `skinDepth` 0 to 1: on deep skin pigment stands out less, and more of it lies in lesions that are pink on pale skin. */
export type LesionMaker = (random: Chance, skinDepth: number) => LesionDrawing;

const makers: Record<LesionLook, LesionMaker> = {
  'reticular-naevus': reticularNaevus,
  'globular-naevus': globularNaevus,
  keratosis,
  melanoma,
  'basal-cell': basalCell,
};

/** Structures finer than this are too small for a view that shows them with fewer pixels. */
const finestMm = 0.2;

export function lesion(look: LesionLook, seed: number, skinDepth: number): Lesion {
  const drawing = makers[look](chance(seed), skinDepth);
  const { reachMm } = drawing.outline;
  return {
    look,
    diameterMm: reachMm * 1.85,
    reachMm,
    lay: (to, place) => lay(drawing, to, place),
  };
}

function lay(drawing: LesionDrawing, to: Tissue, place: Place): void {
  const { widthPx, heightPx, pxPerMm } = to;
  const [cos, sin] = [Math.cos(place.turnRad), Math.sin(place.turnRad)];
  const reachPx = drawing.outline.reachMm * 1.35 * pxPerMm;
  const fine = Math.min(1, Math.max(0, (finestMm * pxPerMm - 1.5) / 3));
  const out: Pigment = { melanin: 0, blood: 0, dermal: 0, keratin: 0, white: 0, height: 0 };
  const right = Math.min(widthPx - 1, Math.ceil(place.xPx + reachPx));
  const bottom = Math.min(heightPx - 1, Math.ceil(place.yPx + reachPx));
  for (let py = Math.max(0, Math.floor(place.yPx - reachPx)); py <= bottom; py++) {
    for (let px = Math.max(0, Math.floor(place.xPx - reachPx)); px <= right; px++) {
      const dx = (px - place.xPx) / pxPerMm;
      const dy = (py - place.yPx) / pxPerMm;
      const x = dx * cos + dy * sin;
      const y = dy * cos - dx * sin;
      const inside = drawing.outline.inside(x, y);
      if (inside < -0.35) continue;
      drawing.paint(x, y, inside, fine, out);
      const i = py * widthPx + px;
      to.melanin[i] = (to.melanin[i] as number) + out.melanin;
      to.blood[i] = (to.blood[i] as number) + out.blood;
      to.dermal[i] = (to.dermal[i] as number) + out.dermal;
      to.keratin[i] = (to.keratin[i] as number) + out.keratin;
      to.white[i] = (to.white[i] as number) + out.white;
      to.height[i] = (to.height[i] as number) + out.height;
    }
  }
  const placed = (x: number, y: number): readonly [number, number] => [
    place.xPx + (x * cos - y * sin) * pxPerMm,
    place.yPx + (x * sin + y * cos) * pxPerMm,
  ];
  for (const spot of drawing.spots) {
    const [xPx, yPx] = placed(spot.x, spot.y);
    const radiusPx = spot.radius * pxPerMm;
    // below a pixel a spot only tints
    addDisc(to, to[spot.plane], { xPx, yPx, radiusPx }, spot.amount * Math.min(1, radiusPx * radiusPx), spot.soft);
  }
  for (const vessel of drawing.vessels) {
    const points = vessel.map(([x, y, r]) => [...placed(x, y), r * pxPerMm] as const);
    addThread(to, to.blood, { points }, 1.15);
  }
}
