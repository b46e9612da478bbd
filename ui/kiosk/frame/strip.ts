/**
 * At the edge of every screen: where the pictures are, how old the list is, and whether hospital, camera and pedal are there.
 * Over a live picture only what matters while somebody aims: how many wait, and what is wrong.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { View } from '../../../services/station/api/view.ts';
import { listAgeWords } from '../list-age.ts';
import { adviceWords, cameraWords } from '../words.ts';

/** One part of the station: a name, and how it is. */
interface Part {
  readonly well: boolean;
  readonly name: string;
  readonly state: string;
}

/** `connected`: to the station. Without it the figures are old and are not shown. `nowMs`: the time of day. */
export function statusStrip(view: View, connected: boolean, nowMs: number): TemplateResult {
  return html`<footer class="strip">
    ${connected ? cells(view, nowMs) : nothing} ${benchButton(view)}
  </footer>`;
}

/** For the slots `bench` and `foot` of `<capture-screen>`. */
export function slimStrip(view: View): TemplateResult {
  const { waiting } = view.outbox;
  const care = waiting > 0 && !isConnected(view);
  const wrong = partsOf(view).filter(({ well }) => !well);
  return html`${benchButton(view)}
    <footer slot="foot" class="slim">
      ${wrong.map(({ name, state }) => html`<p class="care"><span>${sign('!')} ${name}</span> <b>${state}</b></p>`)}
      <p class=${care ? 'care' : ''}><span><b>${waiting}</b> waiting here</span></p>
    </footer>`;
}

function cells(view: View, nowMs: number): TemplateResult {
  const { waiting, atHospital, quarantined } = view.outbox;
  const [hospital, ...others] = partsOf(view);
  const list = view.stage === 'locked' ? undefined : listAgeWords(view.listMadeAt, nowMs); // behind the lock it is closed
  return html`
    <p class=${waiting > 0 && !isConnected(view) ? 'care' : ''}>
      <span><b>${waiting}</b> waiting here</span><span><b>${atHospital}</b> at the hospital</span>
    </p>
    ${quarantined > 0 ? html`<p class="care"><span>! <b>${quarantined}</b> set aside</span><span>for checking</span></p>` : nothing}
    ${hospital ? cell(hospital) : nothing}
    ${
      list
        ? html`<p class=${list.old ? 'care' : ''}>
            <span>${list.old ? sign('!') : nothing} List</span><b>${list.words}</b>
          </p>`
        : nothing
    }
    ${others.map(cell)}
  `;
}

function cell({ well, name, state }: Part): TemplateResult {
  return html`<p class=${well ? 'good' : 'care'}>
    <span>${sign(well ? '✓' : '!')} ${name}</span><b>${state}</b>
  </p>`;
}

/** The hospital first. Storage is named only while something is wrong with it. */
function partsOf(view: View): readonly Part[] {
  const ready = view.camera.status === 'ready';
  const advice = ready ? adviceWords(view.camera.advice) : undefined;
  const connected = isConnected(view);
  const pedal = view.pedal === 'works';
  return [
    { well: connected, name: 'Hospital', state: connected ? 'connected' : 'not connected' },
    { well: ready && advice === undefined, name: 'Camera', state: advice ?? cameraWords[view.camera.status] },
    { well: pedal, name: 'Pedal', state: pedal ? 'ready' : 'not found' },
    ...(view.disk === 'ok' ? [] : [{ well: false, name: 'Storage', state: view.disk }]),
  ];
}

function isConnected({ hospital }: View): boolean {
  return hospital === 'connected';
}

function benchButton({ simulated }: View): TemplateResult | typeof nothing {
  return simulated
    ? html`<button slot="bench" class="bench" @click=${openBench}><span>Simulated parts<b>Open bench</b></span></button>`
    : nothing;
}

function sign(text: string): TemplateResult {
  return html`<span class="sign" aria-hidden="true">${text}</span>`;
}

/** No link: a middle click would open a window, and there is one window only. */
function openBench(): void {
  location.assign('/bench/');
}
