/** At the edge of every screen: where the pictures are, how old the list is, and whether hospital, camera and pedal are there. */
import { html, nothing, type TemplateResult } from 'lit';
import type { View } from '../../../services/station/api/view.ts';
import { listAgeWords } from '../list-age.ts';
import { adviceWords, cameraWords } from '../words.ts';

/** `connected`: to the station. Without it the figures are old and are not shown. `nowMs`: the time of day. */
export function statusStrip(view: View, connected: boolean, nowMs: number): TemplateResult {
  return html`<footer class="strip">
    ${connected ? cells(view, nowMs) : nothing}
    ${view.simulated ? html`<button @click=${openBench}><span>Simulated parts<b>Open bench</b></span></button>` : nothing}
  </footer>`;
}

function cells(view: View, nowMs: number): TemplateResult {
  const { waiting, atHospital, quarantined } = view.outbox;
  const hospital = view.hospital === 'connected';
  const ready = view.camera.status === 'ready';
  const advice = ready ? adviceWords(view.camera.advice) : undefined;
  const well = ready && advice === undefined;
  const list = view.stage === 'locked' ? undefined : listAgeWords(view.listMadeAt, nowMs); // behind the lock it is closed
  return html`
    <p class=${waiting > 0 && !hospital ? 'care' : ''}>
      <span><b>${waiting}</b> waiting here</span><span><b>${atHospital}</b> at the hospital</span>
    </p>
    ${quarantined > 0 ? html`<p class="care"><span>! <b>${quarantined}</b> set aside</span><span>for checking</span></p>` : nothing}
    <p class=${hospital ? 'good' : 'care'}>
      <span>${sign(hospital ? '✓' : '!')} Hospital</span><b>${hospital ? 'connected' : 'not connected'}</b>
    </p>
    ${
      list
        ? html`<p class=${list.old ? 'care' : ''}>
            <span>${list.old ? sign('!') : nothing} List</span><b>${list.words}</b>
          </p>`
        : nothing
    }
    <p class=${well ? 'good' : 'care'}>
      <span>${sign(well ? '✓' : '!')} Camera</span><b>${advice ?? cameraWords[view.camera.status]}</b>
    </p>
    <p class=${view.pedal === 'works' ? 'good' : 'care'}>
      <span>${sign(view.pedal === 'works' ? '✓' : '!')} Pedal</span><b>${view.pedal === 'works' ? 'ready' : 'not found'}</b>
    </p>
    ${view.disk === 'ok' ? nothing : html`<p class="care"><span>${sign('✕')} Storage</span><b>${view.disk}</b></p>`}
  `;
}

function sign(text: string): TemplateResult {
  return html`<span class="sign" aria-hidden="true">${text}</span>`;
}

/** No link: a middle click would open a window, and there is one window only. */
function openBench(): void {
  location.assign('/bench/');
}
