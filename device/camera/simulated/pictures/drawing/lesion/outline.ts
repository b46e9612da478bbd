import type { Chance } from '../paint/chance.ts';
import { layered } from '../paint/noise.ts';

/** The border of a lesion, round its middle, in millimetres. */
export interface Outline {
  /** The farthest that the border reaches. */
  readonly reachMm: number;
  /** 1 in the middle, 0 on the border, negative outside. */
  inside(xMm: number, yMm: number): number;
}

export interface OutlineStyle {
  readonly radiusMm: number;
  /** Length over width, 1 is round. */
  readonly elongation: number;
  /** How far lobes and notches leave the oval, as a share of the radius. */
  readonly lobes: number;
  /** Fine raggedness of the border, as a share of the radius, and how many features a millimetre has. */
  readonly ragged: number;
  readonly raggedPerMm: number;
}

const directions = 512;

export function outline(random: Chance, style: OutlineStyle): Outline {
  const waves = [2, 3, 4, 5, 6, 7].map((count) => ({
    count,
    height: (style.lobes * random.between(0.3, 1)) / (count * 0.55),
    phase: random.between(0, 2 * Math.PI),
  }));
  const lean = random.between(0, Math.PI);
  const reach = new Float32Array(directions + 1);
  let farthest = 0;
  for (let i = 0; i <= directions; i++) {
    const angle = (i / directions) * 2 * Math.PI;
    const c = Math.cos(angle - lean) / Math.sqrt(style.elongation);
    const s = Math.sin(angle - lean) * Math.sqrt(style.elongation);
    let r = 1 / Math.hypot(c, s);
    for (const wave of waves) r += wave.height * Math.cos(wave.count * angle + wave.phase);
    reach[i] = Math.max(0.35, r) * style.radiusMm;
    farthest = Math.max(farthest, reach[i] as number);
  }
  const ragged = layered(random.seed(), 3);
  return {
    reachMm: farthest,
    inside(x, y) {
      const turn = Math.atan2(y, x) / (2 * Math.PI);
      const at = (turn < 0 ? turn + 1 : turn) * directions;
      const i = Math.floor(at);
      const a = reach[i] as number;
      const r = a + ((reach[Math.min(directions, i + 1)] as number) - a) * (at - i);
      return 1 - Math.sqrt(x * x + y * y) / r + style.ragged * ragged(x * style.raggedPerMm, y * style.raggedPerMm);
    },
  };
}
