/** A step that is another one than before begins at its heading, for readers of the screen and for the keyboard. */
import type { LitElement, ReactiveController } from 'lit';

export class HeadingFocus implements ReactiveController {
  #step = '';
  readonly #host: LitElement;
  readonly #stepNow: () => string;

  /** `stepNow` names the step that is shown. The first heading takes the focus too. */
  constructor(host: LitElement, stepNow: () => string) {
    this.#host = host;
    this.#stepNow = stepNow;
    host.addController(this);
  }

  hostUpdated(): void {
    const step = this.#stepNow();
    if (step === this.#step) return;
    this.#step = step;
    this.#host.renderRoot.querySelector<HTMLElement>('h2[tabindex="-1"]')?.focus();
  }
}
