/** The parts, each in the states that it can be in. One sheet fits on every display. */
import { html, type TemplateResult } from 'lit';
import { choice, type Option, yesNo } from '../parts/choice.ts';
import { digitBoxes } from '../parts/fields.ts';
import '../parts/body-map/body-map.ts';
import '../parts/typing/keyboard.ts';
import '../parts/typing/number-pad.ts';

export interface Sheet {
  /** Part of the address, without spaces. */
  readonly name: string;
  /** `tell`: shows at the top what a part has told of itself. */
  readonly show: (tell: (said: string) => void) => TemplateResult;
}

const sides: readonly Option<'left' | 'midline' | 'right'>[] = [
  { value: 'right', label: 'Right', hint: 'the patient’s own' },
  { value: 'midline', label: 'Midline' },
  { value: 'left', label: 'Left', hint: 'the patient’s own' },
];

const typed = (tell: (said: string) => void) => (event: CustomEvent<string>) => tell(`Typed: ${event.detail}`);

export const sheets: readonly Sheet[] = [
  {
    name: 'buttons',
    show: (tell) => html`<div class="line">
        <button class="call" data-target="shutter" @click=${() => tell('Shutter')}>Shutter<br />25 mm</button>
        <button data-target="primary" @click=${() => tell('Primary')}>Primary 20 mm</button>
        <button data-target="secondary" @click=${() => tell('Secondary')}>Secondary</button>
        <button @click=${() => tell('Least')}>10 mm</button>
      </div>
      <div class="line">
        <button class="call" data-target="secondary" aria-disabled="true">Not now</button>
        <button data-target="secondary" aria-disabled="true">Not now</button>
        <a class="button" href="#buttons">A link</a>
      </div>`,
  },
  {
    name: 'fields',
    show: () => html`<div class="field">
        <b>Empty, being typed in</b>
        <div class="typed here"></div>
      </div>
      <div class="field">
        <b>Filled</b>
        <div class="typed">Featherstonehaugh-Wilberforce</div>
      </div>
      <div class="field">
        <b>Wrong</b>
        <div class="typed here">Sm1th</div>
        <span class="wrong"><span aria-hidden="true">✕</span> A name has no digits.</span>
      </div>`,
  },
  {
    name: 'digits',
    show: () => html`<p>NHS number, begun</p>
      ${digitBoxes('NHS number', '99900', [3, 3, 4])}
      <p>Day and month, full</p>
      ${digitBoxes('Day and month', '0304', [2, 2])}
      <p>PIN, secret</p>
      ${digitBoxes('PIN', '123', [5], true)}`,
  },
  {
    name: 'number-pad',
    show: (tell) => html`<number-pad label="Digits" .digitsMax=${10} @typed=${typed(tell)}></number-pad>`,
  },
  {
    name: 'number-pad-off',
    show: () => html`<number-pad label="Digits" .off=${true}></number-pad>`,
  },
  {
    name: 'keyboard',
    show: (tell) => html`<key-board label="Name" words="names" .charactersMax=${40} @typed=${typed(tell)}></key-board>`,
  },
  {
    name: 'choices',
    show: (tell) => html`${choice('Yes or no', yesNo, undefined, tell, 'primary')}
      ${choice('Side', sides, 'left', tell)}`,
  },
  {
    name: 'tags',
    show: () => html`<div class="line">
        <span class="tag">By hand</span> <span class="tag care">! Alike</span> <span class="tag good">✓ Sent</span>
        <span class="tag wrong">✕ Taken back</span>
      </div>
      <div class="banner">Dark on light: <span class="tag">Registered by hand</span> <button>Lock</button></div>`,
  },
  {
    name: 'toasts',
    show: () => html`<div class="toast failed">
        <span class="sign" aria-hidden="true">✕</span>
        <p><b>The picture was taken but could not be saved.</b> Take it again.</p>
      </div>
      <div class="toast warned">
        <span class="sign" aria-hidden="true">!</span>
        <p><b>The camera does not answer.</b> Check its cable, and that it is switched on.</p>
      </div>
      <div class="toast wait">
        <span class="sign" aria-hidden="true">…</span>
        <p><b>The camera is starting.</b> The live picture comes by itself.</p>
      </div>`,
  },
  {
    name: 'dialog',
    show: (tell) => html`<div class="dialog">
      <h2>This screen locks soon</h2>
      <p class="large">42 s</p>
      <p>Nothing is lost.</p>
      <div class="buttons">
        <button data-target="primary" @click=${() => tell('Go back')}>Go back</button>
        <button class="call" data-target="primary" @click=${() => tell('Go on')}>Go on</button>
      </div>
    </div>`,
  },
  {
    name: 'dialog-failed',
    show: () => html`<div class="dialog failed" role="alert">
      <h2><span aria-hidden="true">✕</span> The station does not answer</h2>
      <p>Do not take pictures now. This screen keeps trying and comes back by itself.</p>
    </div>`,
  },
  {
    name: 'progress',
    show: () => html`<label for="sent">3 of 9 pictures are at the hospital</label>
      <progress id="sent" max="9" value="3"></progress>
      <label for="done">All 9 pictures are at the hospital</label>
      <progress id="done" max="9" value="9"></progress>`,
  },
];
