/** The archive that is laid over the board's base: the station's own device code as it stands here, and what drives it. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { guestTop } from '../../scripts/board/board-files.ts';
import { archive, type Entry } from '../../scripts/board/cpio.ts';

const root = join(import.meta.dirname, '../..');

/** Unchanged, at the same places: imports among them hold. */
const sources = [
  'package.json',
  'device/*.ts',
  'device/{board,light,pedal}/**/*.ts',
  'services/station/core/pedal.ts',
  'test/board/guest/*.ts',
];

export function guestArchive(): Buffer {
  const files = sources.flatMap((pattern) => globSync(pattern, { cwd: root })).sort();
  const entries = files.map(
    (path): Entry => ({ kind: 'file', path: `${guestTop}/${path}`, content: readFileSync(join(root, path)) }),
  );
  const init = readFileSync(join(import.meta.dirname, 'guest/init'));
  return archive([...entries, { kind: 'file', path: 'init', content: init, executable: true }]);
}
