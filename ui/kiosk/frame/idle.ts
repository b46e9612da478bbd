/**
 * Nobody has touched anything for a minute: the station locks soon, and says so. Nothing is lost when it does.
 *
 *   dialog   in the screen's place
 *   bar      while somebody may be aiming: the live picture stays, and the bar stands at its lower edge
 */
import { html, type TemplateResult } from 'lit';
import type { View } from '../../../services/station/api/view.ts';

export function idleWarning(seconds: number, goOn: () => void, inVisit: boolean): TemplateResult {
  return html`<div class="middle">
    <div class="dialog" role="alertdialog" aria-labelledby="idle" aria-describedby="idle-what">
      <h1 id="idle" tabindex="-1">This screen locks soon</h1>
      <p class="large" role="timer" aria-live="off">${seconds} s</p>
      <p id="idle-what">
        ${inVisit ? 'The visit stays open behind the lock. After it the patient is asked again who they are.' : 'Nothing is lost. Sign in again to go on.'}
      </p>
      <div class="buttons">
        <button class="call" data-target="shutter" @click=${goOn}>Go on</button>
      </div>
    </div>
  </div>`;
}

/** The pedal goes on as well: both hands may be at the camera. */
export function idleBar(seconds: number, goOn: () => void): TemplateResult {
  return html`<div slot="bar" class="locks-soon" role="group" aria-label="This screen locks soon">
    <p><span aria-hidden="true">!</span> <span role="alert">This screen locks soon</span> <b role="timer" aria-live="off">${seconds} s</b></p>
    <button class="call" @click=${goOn}>Go on</button>
  </div>`;
}

/** The picture in the middle is what somebody's eyes are on: nothing may take its place. */
export function isAimed({ stage, identify }: View): boolean {
  switch (stage) {
    case 'armed':
    case 'exposing':
    case 'assessing':
    case 'sealing':
    case 'reviewing':
      return true;
    case 'identify':
      return identify?.step === 'frame' || identify?.step === 'reading';
    default:
      return false;
  }
}
