/** The bar above every page: where one can go, what waits there, who is signed in. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Me, Overview } from '../../../services/hospital/web/api/shared.ts';
import { navigationFor, type Route } from '../routes.ts';
import { roleWords } from '../words.ts';

export function header(me: Me, route: Route, counts: Overview | undefined, signOut: () => void): TemplateResult {
  return html`<header class="bar">
    <span class="mark">Lentigo</span>
    <nav aria-label="Pages">
      <ul>
        ${navigationFor(me).map(({ path, name, kinds, waiting, counts: what }) => {
          const count = counts && waiting?.(counts);
          return html`<li>
            <a href=${path} aria-current=${kinds.includes(route.kind) ? 'page' : nothing}
              >${name}${
                count
                  ? html`<span class="count"><span class="unseen">, </span>${count}<span class="unseen"> ${what}</span></span>`
                  : nothing
              }</a
            >
          </li>`;
        })}
      </ul>
    </nav>
    <div class="who">
      <span><b>${me.name}</b> <span class="roles">${me.roles.map((role) => roleWords[role]).join(', ')}</span></span>
      <button class="small" @click=${signOut}>Sign out</button>
    </div>
  </header>`;
}
