/** As much of a browser as signing in needs: cookies, redirects, and what the hospital's pages send with a change. */
import type { Me } from '../../services/hospital/web/api/shared.ts';

export interface Browser {
  /** Name to value, of 127.0.0.1 whatever the port, as browsers do. */
  readonly cookies: Map<string, string>;
  /** One request; redirects are not followed. `url`: a path of the hospital, or a whole address. */
  request(url: string, init?: RequestInit): Promise<Response>;
  get(url: string): Promise<Response>;
  /** JSON with the CSRF token, as the pages send it. */
  write(path: string, body: unknown, method?: string): Promise<Response>;
  /** Goes there and wherever it is sent on to; resolves with the last answer. */
  follow(url: string): Promise<Response>;
  /** The whole way through the provider's page. */
  signInAs(subject: string, to?: string): Promise<Response>;
  /** Remembers the CSRF token. */
  me(): Promise<Me>;
}

const redirectsMax = 10;

export function openBrowser(origin: string): Browser {
  const cookies = new Map<string, string>();
  let csrf = '';

  async function request(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(new URL(url, origin), { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';');
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(pair.indexOf('=') + 1);
      if (value === '' || attributes.some((attribute) => /expires=Thu, 01 Jan 1970/i.test(attribute))) {
        cookies.delete(name);
      } else cookies.set(name, value);
    }
    return response;
  }

  async function goOn(first: Response, from: string): Promise<Response> {
    let response = first;
    let at = from;
    for (let left = redirectsMax; response.headers.get('location') !== null; left--) {
      if (left === 0) throw new Error(`redirected more than ${redirectsMax} times, last from ${at}`);
      await response.body?.cancel();
      at = new URL(response.headers.get('location') ?? '', at).href;
      response = await request(at);
    }
    return response;
  }

  const follow = async (url: string) => goOn(await request(url), new URL(url, origin).href);
  return {
    cookies,
    request,
    get: (url) => request(url),
    write: (path, body, method = 'POST') =>
      request(path, {
        method,
        headers: { 'content-type': 'application/json', 'x-csrf-token': csrf, origin },
        body: JSON.stringify(body),
      }),
    follow,
    async signInAs(subject, to = '/') {
      const shown = await follow(`/sign-in?to=${encodeURIComponent(to)}`);
      if (!shown.url.includes('/interaction/')) return shown; // signed in already, or refused
      await shown.body?.cancel();
      const chosen = await request(shown.url, { method: 'POST', body: new URLSearchParams({ person: subject }) });
      return goOn(chosen, shown.url);
    },
    async me() {
      const response = await request('/api/me');
      if (!response.ok) throw new Error(`not signed in: ${response.status}`);
      const me = (await response.json()) as Me;
      csrf = me.csrf;
      return me;
    },
  };
}
