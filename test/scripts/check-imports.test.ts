/** The import check: a clean tree passes, and each rule is shown to refuse a violation planted in it. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { planted, refused } from './planted.ts';

const test = suite('import check');

test('a clean tree passes', () => {
  assert.equal(planted({}), []);
});

/** [what is planted, its file, its source, what is said] */
// biome-ignore format: a table is read by columns
const forbidden: readonly (readonly [string, string, string, string])[] = [
  ['the wire uses the file system', 'services/wire/x.ts', `import 'node:fs';`, 'may not import node:fs, only: self, zod'],
  ['the wire knows the station', 'services/wire/x.ts', `import type { View } from '../station/api/view.ts';`, 'may not import services/station/api/view.ts'],
  ['the wire uses a package of the services', 'services/wire/x.ts', `import 'fastify';`, 'may not import fastify'],
  ['the ports need something', 'device/ports.ts', `import type { Stats } from 'node:fs';`, 'may not import node:fs, only: nothing'],
  ['a driver knows the wire', 'device/x.ts', `import type { StationId } from '../services/wire/ids.ts';`, 'may not import services/wire'],
  ['a driver uses a package that is not its own', 'device/x.ts', `import 'fastify';`, 'may not import fastify, only: self, koffi, sharp'],
  ['the core loads the wire', 'services/station/core/x.ts', `import { stationId } from '../../wire/ids.ts';`, 'only types of services/wire/ids.ts: write import type'],
  ['the core re-exports the wire', 'services/station/core/x.ts', `export * from '../../wire/ids.ts';`, 'only types of services/wire'],
  ['the core hands the wire on by name', 'services/station/core/x.ts', `export { stationId } from '../../wire/ids.ts';`, 'only types of services/wire'],
  ['the core loads the wire in the old form', 'services/station/core/x.ts', `import ids = require('../../wire/ids.ts');`, 'only types of services/wire'],
  ['the core loads the wire for a type', 'services/station/core/x.ts', `import { type StationId } from '../../wire/ids.ts';`, 'write import type'],
  ['the core loads the wire later', 'services/station/core/x.ts', `await import('../../wire/ids.ts');`, 'only types of services/wire'],
  ['the core uses a driver', 'services/station/core/x.ts', `import '../../../device/pedal.ts';`, 'may not import device/pedal.ts'],
  ['the core names a type of a driver', 'services/station/core/x.ts', `export type P = import('../../../device/pedal.ts').P;`, 'may not import device/pedal.ts'],
  ['the core uses Node', 'services/station/core/x.ts', `import 'node:crypto';`, 'may not import node:crypto'],
  ['the core uses a package', 'services/station/core/x.ts', `import 'zod';`, 'may not import zod'],
  ['the core knows its shell', 'services/station/core/x.ts', `import '../station.ts';`, 'may not import services/station/station.ts'],
  ['the station knows the hospital', 'services/station/x.ts', `import '../hospital/main.ts';`, 'may not import services/hospital'],
  ['the station knows its page', 'services/station/x.ts', `import '../../ui/kiosk/kiosk.ts';`, 'may not import ui/kiosk'],
  ['the station uses a package of the tests', 'services/station/x.ts', `import 'uvu';`, 'may not import uvu'],
  ['a hospital service reaches inside another', 'services/hospital/ingest/x.ts', `import { folder } from '../archive/folder.ts';`, 'may not import services/hospital/archive/folder.ts'],
  ['a hospital service names a type from inside another', 'services/hospital/ingest/x.ts', `import type { F } from '../archive/folder.ts';`, 'may not import'],
  ['a hospital service loads the words of another', 'services/hospital/ingest/x.ts', `import { archive } from '../archive/api.ts';`, 'only types of services/hospital/archive/api.ts'],
  ['a hospital service starts another', 'services/hospital/ingest/x.ts', `new URL('../archive/folder.ts', import.meta.url);`, 'may not import services/hospital/archive'],
  ['a hospital service knows the station', 'services/hospital/ingest/x.ts', `import type { View } from '../../station/api/view.ts';`, 'may not import services/station'],
  ['the hospital puts a station together', 'services/hospital/x.ts', `import '../station/station.ts';`, 'may not import services/station'],
  ['a page loads the station', 'ui/kiosk/x.ts', `import { View } from '../../services/station/api/view.ts';`, 'only types of services/station/api/'],
  ['a page looks behind the words of the station', 'ui/kiosk/x.ts', `import type { S } from '../../services/station/station.ts';`, 'may not import'],
  ['a page uses another page', 'ui/bench/x.ts', `import '../kiosk/kiosk.ts';`, 'may not import ui/kiosk/kiosk.ts'],
  ['a page uses a package', 'ui/kiosk/x.ts', `import 'zod';`, 'may not import zod'],
  ['a shared part of the pages uses a page', 'ui/parts/x.ts', `import '../kiosk/kiosk.ts';`, 'may not import ui/kiosk'],
  ['provisioning reaches inside the station', 'provisioning/x.ts', `import '../services/station/station.ts';`, 'may not import services/station/station.ts'],
  ['a script uses a test', 'scripts/x.ts', `import '../test/contract/pedal.ts';`, 'Nothing imports a test'],
  ['a service uses a test', 'services/station/x.ts', `import type { P } from '../../test/contract/pedal.ts';`, 'Nothing imports a test'],
  ['a package is not listed', 'scripts/x.ts', `import 'left-pad/pad';`, 'package.json does not list left-pad: '],
  ['a scoped package is not listed', 'test/x.ts', `import '@acme/pad/pad';`, 'package.json does not list @acme/pad: '],
  ['a part of Node is named without node:', 'scripts/x.ts', `import 'fs';`, "Write 'node:fs'"],
  ['an import leads nowhere', 'scripts/x.ts', `import './gone.ts';`, 'there is no scripts/gone.ts'],
  ['an import leaves the repository', 'test/x.ts', `import '../../elsewhere.ts';`, 'leads to no file'],
  ['an import names no ending', 'scripts/x.ts', `import './start';`, "Write the whole path, './start.ts'"],
  ['an import names the ending of another time', 'scripts/x.ts', `import './start.js';`, "Write the whole path, './start.ts'"],
  ['an import is absolute', 'scripts/x.ts', `import '/scripts/start.ts';`, 'relative path'],
  ['an import comes over the network', 'scripts/x.ts', `import 'https://example.org/x.ts';`, 'relative path'],
  ['an import is put together at run time', 'scripts/x.ts', `await import(process.argv[2]);`, 'stands in the source as text'],
  ['a package is required', 'scripts/x.ts', `require('left-pad');`, 'does not list left-pad'],
  ['a source does not parse', 'scripts/x.ts', `const = 1;`, 'cannot be read'],
  ['a folder has no row', 'gateway/x.ts', `export const x = 1;`, 'No row of the table'],
  ['a file lies beside the folders', 'ui/x.ts', `export const x = 1;`, 'No row of the table'],
  ['an index', 'services/wire/index.ts', `export const x = 1;`, 'no index.ts'],
  ['a folder called utils', 'services/station/utils/x.ts', ``, "'utils' says nothing"],
  ['a file called helpers', 'device/helpers.ts', ``, "'helpers' says nothing"],
  ['a test of a file called common', 'test/device/common.ts', ``, "'common' says nothing"],
  ['a folder called lib', 'ui/parts/lib/x.ts', ``, "'lib' says nothing"],
  ['a source in JavaScript', 'scripts/x.mjs', ``, 'in TypeScript'],
  ['a test beside its source', 'device/pedal.test.ts', ``, 'Move this to test/'],
];
for (const [what, file, source, sentence] of forbidden) {
  test(`refused: ${what}`, () => refused({ [file]: source }, `${file}:1`, sentence));
}

test('the line of an import is told', () => {
  refused({ 'device/x.ts': `// a driver\n\nimport 'node:fs';\nimport 'fastify';` }, 'device/x.ts:4', 'fastify');
});

test('every violation of a file is told', () => {
  assert.is(planted({ 'device/x.ts': `import 'fastify';\nimport 'zod';\nimport './gone.ts';` }).length, 3);
});

test('an import that is only written about is none', () => {
  assert.equal(planted({ 'device/x.ts': `// import 'fastify';\nexport const said = "import 'fastify'";` }), []);
});

test('refused: three files that load each other', () => {
  const ring = {
    'device/a.ts': `import './b.ts';`,
    'device/b.ts': `export * from './c.ts';`,
    'device/c.ts': `await import('./a.ts');`,
  };
  refused(ring, 'device/a.ts:1', 'device/a.ts → device/b.ts → device/c.ts → device/a.ts');
});

test('files may name each other’s types, and start each other as programs', () => {
  const types = { 'device/a.ts': `import './b.ts';`, 'device/b.ts': `import type { A } from './a.ts';` };
  assert.equal(planted(types), []);
  const started = { 'device/a.ts': `import './b.ts';`, 'device/b.ts': `new URL('./a.ts', import.meta.url);` };
  assert.equal(planted(started), []);
});

test.run();
