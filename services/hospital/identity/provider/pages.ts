/** What the embedded provider shows: whom to sign in as, whether to sign out, and what went wrong. */
import { html, type Piece, page } from '../page.ts';
import type { Person } from './people.ts';

/** Said on every page of this provider, because it lets anybody in. */
const notice = html`<p class="notice"><strong>Demonstration.</strong> Nobody proves here who they are, and everybody
is invented. In service the hospital's own sign-in stands in this place.</p>`;

/** A button for each person. It posts the subject as `person` to the page's own address. */
export function choosePerson(people: readonly Person[]): string {
  const buttons = people.map(
    ({ subject, name, does }) =>
      html`<li><button name="person" value="${subject}"><strong>${name}</strong> ${does}</button></li>`,
  );
  return page({
    title: 'Sign in as',
    body: html`${notice}<form method="post"><ul>${buttons}</ul></form>`,
  });
}

/** `form`: the provider's own form, which the buttons belong to. It is HTML already. */
export function askSignOut(form: string): string {
  const own: Piece = { kind: 'html', text: form };
  return page({
    title: 'Sign out here as well?',
    body: html`${notice}
<p>You have left the hospital's pages. As long as you stay signed in here, nobody is asked before they come in again.</p>
${own}
<ul>
  <li><button type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button></li>
  <li><button type="submit" form="op.logoutForm">Stay signed in</button></li>
</ul>`,
  });
}

export function signedOut(webOrigin: string): string {
  return page({ title: 'Signed out', body: html`<p><a href="${webOrigin}/">Back to the hospital's pages</a></p>` });
}

export function wentWrong(webOrigin: string, what: string): string {
  return page({
    title: 'That did not work',
    body: html`${notice}<p>${what}</p><p><a href="${webOrigin}/sign-in?to=/">Start again</a></p>`,
  });
}
