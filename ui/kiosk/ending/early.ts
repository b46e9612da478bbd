/** A visit that ends before it is complete says why: one of the usual reasons, or other words. */
import { html, nothing, type TemplateResult } from 'lit';
import type { VisitView } from '../../../services/station/api/view.ts';
import { choice, type Option } from '../../parts/choice.ts';

/** As the visit's record keeps them. */
const usual = {
  refused: 'The patient did not agree to pictures.',
  excluded: 'An exclusion was found: this clinic does not photograph it.',
  left: 'The patient left before it was complete.',
  'no-time': 'There was no time left.',
  equipment: 'Camera or station failed.',
} as const;

export type EarlyReason = keyof typeof usual | 'other';

export function earlyWords(reason: EarlyReason, written: string): string {
  return reason === 'other' ? written.trim() : usual[reason];
}

/** What fits this visit; in a visit with pictures nobody has refused all of them. */
function options({ consent, pictures }: VisitView, written: boolean): readonly Option<EarlyReason>[] {
  const excluded = (consent.exclusions ?? []).length > 0;
  const refused = consent.given?.record === false;
  const taken = pictures.some(({ shows }) => shows.kind === 'lesion');
  const found: Option<EarlyReason>[] = [];
  if (refused) found.push({ value: 'refused', label: taken ? 'The patient withdrew' : 'The patient did not agree' });
  if (excluded) found.push({ value: 'excluded', label: 'Not for this clinic' });
  return [
    ...found,
    { value: 'left', label: 'The patient left' },
    { value: 'no-time', label: 'No time left' },
    { value: 'equipment', label: 'Camera or station failed' },
    { value: 'other', label: 'Something else', hint: written ? 'go on writing' : 'write it' },
  ];
}

export interface EarlyParts {
  readonly visit: VisitView;
  readonly reason: EarlyReason | undefined;
  /** Something was written already. */
  readonly written: boolean;
  readonly choose: (reason: EarlyReason) => void;
  readonly back: () => void;
  /** Absent where the visit has nothing that could still be taken. */
  readonly take: (() => void) | undefined;
  readonly end: () => void;
}

export function earlyStep({ visit, reason, written, choose, back, take, end }: EarlyParts): TemplateResult {
  const nobody = visit.pictures.length === 0;
  return html`<div class="content">
      <h2 tabindex="-1">Why does the visit end now?</h2>
      <div class="body early">
        <p>${nobody ? 'No picture was taken. The hospital reads why.' : 'What was taken is safe and goes to the hospital with the reason.'}</p>
        ${choice('Why does the visit end now?', options(visit, written), reason, choose)}
      </div>
    </div>
    <div class="actions many">
      <button data-target="secondary" @click=${back}>Back</button>
      ${take ? html`<button data-target="secondary" @click=${take}>Go on with the pictures</button>` : nothing}
      <button class=${reason ? 'call' : ''} data-target="shutter" aria-disabled=${reason === undefined} @click=${() => reason && end()}>
        ${reason ? 'End the visit' : 'Tap a reason'}
      </button>
    </div>`;
}
