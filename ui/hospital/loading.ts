/** A page's two kinds of waiting: for what it shows, and for what it sent. */
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Answer } from './server.ts';

type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly value: T }
  | { readonly kind: 'refused'; readonly status: number; readonly error: string };

/** Reads when the page opens, and again on `again()`: what was there stays on the screen meanwhile. */
export class Loading<T> implements ReactiveController {
  state: Loaded<T> = { kind: 'loading' };
  readonly #host: ReactiveControllerHost;
  readonly #read: (signal: AbortSignal) => Promise<Answer<T>>;
  #current: AbortController | undefined;

  constructor(host: ReactiveControllerHost, read: (signal: AbortSignal) => Promise<Answer<T>>) {
    this.#host = host;
    this.#read = read;
    host.addController(this);
  }

  hostConnected(): void {
    void this.again();
  }

  hostDisconnected(): void {
    this.#current?.abort();
  }

  get value(): T | undefined {
    return this.state.kind === 'loaded' ? this.state.value : undefined;
  }

  set(value: T): void {
    this.state = { kind: 'loaded', value };
    this.#host.requestUpdate();
  }

  async again(): Promise<void> {
    this.#current?.abort();
    const current = new AbortController();
    this.#current = current;
    const answer = await this.#read(current.signal);
    if (current.signal.aborted || answer.kind === 'given-up') return;
    this.state =
      answer.kind === 'answered'
        ? { kind: 'loaded', value: answer.value }
        : { kind: 'refused', status: answer.status, error: answer.error };
    this.#host.requestUpdate();
  }

  /** The page's middle: what was read, or why there is nothing. */
  shown(draw: (value: T) => TemplateResult): TemplateResult {
    switch (this.state.kind) {
      case 'loading':
        return html`<p class="waiting" role="status">Loading…</p>`;
      case 'refused':
        return html`<p class="box bad" role="alert">${this.state.error}</p>`;
      case 'loaded':
        return draw(this.state.value);
    }
  }
}

/** One thing at a time is sent: a second press while it is under way does nothing. */
export class Sending {
  busy = false;
  error: string | undefined;
  fields: Readonly<Record<string, string>> = {};
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** What was answered, or undefined where it was refused (then `error` says why) or given up. */
  async send<T>(request: () => Promise<Answer<T>>): Promise<{ readonly value: T } | undefined> {
    if (this.busy) return undefined;
    this.clear();
    this.busy = true;
    this.#host.requestUpdate();
    const answer = await request();
    this.busy = false;
    if (answer.kind === 'refused') {
      this.error = answer.error;
      this.fields = answer.fields;
    }
    this.#host.requestUpdate();
    return answer.kind === 'answered' ? { value: answer.value } : undefined;
  }

  clear(): void {
    this.error = undefined;
    this.fields = {};
  }

  /** Why it was refused, or that it is under way. */
  shown(): TemplateResult | typeof nothing {
    if (this.busy) return html`<p class="waiting" role="status">Sending…</p>`;
    return this.error ? html`<p class="box bad" role="alert">${this.error}</p>` : nothing;
  }
}
