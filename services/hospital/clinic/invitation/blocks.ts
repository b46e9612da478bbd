/** What a letter is made of, before it is drawn: the parts that a screen reader announces. */

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Lines that belong together, such as an address. */
  | { readonly kind: 'lines'; readonly lines: readonly string[]; readonly strong?: boolean }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** Name and value, such as when and where. */
  | { readonly kind: 'fact'; readonly name: string; readonly value: readonly string[] }
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'qr'; readonly code: string; readonly alt: string }
  | { readonly kind: 'new-page' };

export interface Letter {
  readonly title: string;
  readonly author: string;
  readonly blocks: readonly Block[];
}
