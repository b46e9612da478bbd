/** Ctrl-C and its like, as something that can be handed to whoever has processes to end. */

const numbers = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 } as const;

/**
 * Aborts when this program is asked to end, and sets the exit code that says so (128 and the signal's number).
 * The program itself goes on until it has nothing left to do.
 */
export function stopSignals(): AbortSignal {
  const controller = new AbortController();
  for (const [name, number] of Object.entries(numbers)) {
    process.once(name, () => {
      process.exitCode = 128 + number;
      controller.abort(new Error(`asked to end by ${name}`));
    });
  }
  return controller.signal;
}
