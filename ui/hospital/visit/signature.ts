/** A signature as it was drawn: points from 0 to 1000 of the field's width and height, one list for each stroke. */
import { html, svg, type TemplateResult } from 'lit';

/** A stroke of a single point is a dot: a line of no length with round ends shows it. */
export function signaturePath(strokes: readonly (readonly number[])[]): string {
  return strokes
    .map((stroke) => {
      const points: string[] = [];
      for (let at = 0; at + 1 < stroke.length; at += 2) points.push(`${stroke[at]} ${stroke[at + 1]}`);
      const [first = ''] = points;
      return points.length === 1 ? `M${first} L${first}` : `M${points.join(' L')}`;
    })
    .join(' ');
}

export function signature(strokes: readonly (readonly number[])[], whose: string): TemplateResult {
  return html`<svg class="signature" viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img" aria-label=${whose}>
    ${svg`<path d=${signaturePath(strokes)} />`}
  </svg>`;
}
