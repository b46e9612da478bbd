/** Why nothing was done, and what to do: a sentence for whoever stands there. Everything else that is thrown is a bug. */
export class Refusal extends Error {}
