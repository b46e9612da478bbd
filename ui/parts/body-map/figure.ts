/** The figure: one neutral outline, front and back told apart by a few lines. 100 × 214, mirrored at x = 50. */
import { nothing, type SVGTemplateResult, svg } from 'lit';

/** Right half of the outline, from the neck to between the legs; the left half is its mirror. */
const half =
  'M50 29h5c0 4 .5 7 3 8.5 5 2 9.500 3 12.500 5.500 3.500 3 4.500 8 5 14 .6 8 2 15 3.500 22 1.500 8 4 16 6 24 2 4 3 9 2 15-.5 4-3 7-4.500 6-1.500-1-1.500-5-2-8-1-3-2-6-3-9-3-8-5.500-15-7-23l-3.500-17c-.5 6-2 11-2 17 0 8 3 14 4 22 .7 12-1.500 24-3 36-1 8 .2 14-.7 22-.8 8-2.300 15-2.800 22 0 5 3 9 4.500 13-.5 3.500-8 3.500-10.500 2-1-4-.8-9-1.200-15-.7-8-1-16-1.300-24-.2-8 .6-14 .2-22-.5-8-1.500-15-2.200-23';

const front =
  'M44 42c3 1.500 9 1.500 12 0M42 60c3 1.500 5 1 6 0M52 60c1 1 3 1.500 6 0M49.500 84.500a.8.8 0 1 0 1 0M42 103l6 6M58 103l-6 6';
const back = 'M50 36v62M41 48c-2 4-1 9 2 12M59 48c2 4 1 9-2 12M50 100v11M43 111c2 1.500 5 1.500 7-.5 2 2 5 2 7 .5';

/** For the inside of an `<svg>`; its styles colour `.skin` and `.line`. */
export function figure(face: 'front' | 'back'): SVGTemplateResult {
  return svg`
    <g class="skin">
      ${face === 'back' ? nothing : svg`<path d="M38.500 15c-2-.5-2 5 .8 6zM61.500 15c2-.5 2 5-.8 6z" />`}
      <ellipse cx="50" cy="16.500" rx="11" ry="14.500" />
      <path d=${half} />
      <path d=${half} transform="matrix(-1 0 0 1 100 0)" />
    </g>
    <path class="line" d=${face === 'front' ? front : back} />`;
}
