/** Programs that a test starts again and again are compiled once: most of what a start of Node costs. */
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../node_modules/.cache/lentigo-compiled');

/** From now on what this process starts keeps what Node made of its sources, until these change, and finds it again. */
export function keepCompiled(): void {
  process.env.NODE_COMPILE_CACHE ??= folder;
}
