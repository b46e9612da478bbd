/**
 * The few pages that the server writes itself: signing in, signing out, and why somebody may not enter. Plain HTML that works
 * without a script. Everything that is put into a page is escaped unless it is a piece made here.
 *
 *   html`<p>${name}</p>`  ──►  Piece  ──►  page({ title, body })  ──►  text of the whole page
 */

/** A piece of HTML in which everything foreign is escaped. */
export interface Piece {
  readonly kind: 'html';
  readonly text: string;
}

type Value = string | number | Piece | readonly Piece[];

/** HTML with values in it: text and attribute values (in double quotes) are escaped, pieces and lists of pieces are not. */
export function html(fixed: TemplateStringsArray, ...values: readonly Value[]): Piece {
  const text = fixed.map((part, place) => part + shown(values[place])).join('');
  return { kind: 'html', text };
}

function shown(value: Value | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return 'kind' in value ? value.text : value.map(({ text }) => text).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Where the style sheet of these pages is served. */
export const stylePath = '/sign-in.css';

/** A whole page. `title` is also its first heading. */
export function page({ title, body }: { readonly title: string; readonly body: Piece }): string {
  return html`<!doctype html>
<html lang="en-GB">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="${stylePath}">
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      ${body}
    </main>
  </body>
</html>
`.text;
}

/** Text on its ground has a contrast of at least 7 : 1, borders and the ring of what has the focus at least 3 : 1. */
export const style = `
:root { color-scheme: light; font-family: system-ui, "Noto Sans", "DejaVu Sans", sans-serif; font-size: 1.125rem; line-height: 1.5; }
body { margin: 0; background: #fff; color: #14191e; }
main { max-width: 38rem; margin: 0 auto; padding: 2rem 1rem; }
h1 { font-size: 1.75rem; line-height: 1.2; }
.notice { border: 2px solid #5c4400; border-left-width: 0.75rem; background: #fff6db; color: #332600; padding: 0.75rem 1rem; }
ul { list-style: none; margin: 0; padding: 0; }
li { margin: 0.75rem 0; }
button { box-sizing: border-box; width: 100%; min-height: 3rem; padding: 0.5rem 1rem; font: inherit; text-align: left; color: #06121c; background: #eef4f9; border: 2px solid #3d4d5a; border-radius: 0.375rem; cursor: pointer; }
button strong { display: block; }
button:hover { background: #d9e8f4; }
a { color: #003a70; }
:focus-visible { outline: 4px solid #003a70; outline-offset: 2px; }
`;
