/** Nobody has touched anything for a minute: the station locks soon, and says so. Nothing is lost when it does. */
import { html, type TemplateResult } from 'lit';

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
