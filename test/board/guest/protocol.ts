/** What test and guest say to each other, one JSON object on a line. */

/** From the test to the agent. */
export type Request =
  /** The program gets its name as first argument. */
  | { readonly kind: 'start'; readonly name: string; readonly program: string; readonly args: readonly string[] }
  /** One line on the program's standard input. */
  | { readonly kind: 'tell'; readonly name: string; readonly line: string }
  /** With SIGKILL: the program can do nothing about it. */
  | { readonly kind: 'kill'; readonly name: string }
  | { readonly kind: 'read'; readonly path: string };

/** From the guest. `from` is `agent` or a program's name; all else is for the listener to know. */
export interface Told {
  readonly from: string;
  readonly kind: string;
  readonly [field: string]: unknown;
}
