/** Runs one program of the build and says all it printed when it fails. */
import { spawn } from 'node:child_process';

/** No step takes this long, unless the mirror does not answer. */
const limitMs = 180_000;
/** What is kept of the output for the error message. */
const outputCharsMax = 4_000;

/** A mirror or registry did not answer: nothing that this checkout can mend. */
export class Unreachable extends Error {}

export interface RunOptions {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Resolves with what the program printed on its standard output. Rejects when it fails, cannot be started or hangs. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, LC_ALL: 'C', ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: limitMs,
      killSignal: 'SIGKILL',
    });
    const out: Buffer[] = [];
    let last = '';
    child.stdout.on('data', (bytes: Buffer) => out.push(bytes));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      last = (last + text).slice(-outputCharsMax);
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(Buffer.concat(out));
      const printed = last || Buffer.concat(out).toString().slice(-outputCharsMax);
      reject(new Error(`${program} ${args.join(' ')} ended with ${signal ?? code}:\n${printed}`));
    });
  });
}

/** The same for a program that fetches: rejects with `Unreachable` when it fails. */
export async function fetching(program: string, args: readonly string[], options: RunOptions = {}): Promise<Buffer> {
  try {
    return await run(program, args, options);
  } catch (error) {
    throw new Unreachable(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
