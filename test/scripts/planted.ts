/** A small tree that exists only here and keeps every rule of the import check, to plant violations in. */
import * as assert from 'uvu/assert';
import { findViolations } from '../../scripts/check-imports.ts';

// Every kind of import that the table allows occurs once.
const clean: Record<string, string> = {
  'package.json': '',
  'device/ports.ts': 'export interface Pedal {}',
  'device/pedal.ts': `import { openSync } from 'node:fs'; import koffi from 'koffi'; import type { Pedal } from './ports.ts';`,
  'device/camera/worker.ts': `import sharp from 'sharp';`,
  'device/camera/camera.ts': `export const worker = new URL('./worker.ts', import.meta.url);`,
  'services/wire/ids.ts': `import * as z from 'zod'; export type StationId = string; export const stationId = z.string();`,
  'services/wire/parcel.ts': `import { createHash } from 'node:crypto'; import { stationId } from './ids.ts';`,
  'services/station/api/view.ts': `import type { StationId } from '../../wire/ids.ts'; export interface View {}`,
  'services/station/config.ts': `export const config = 1;`,
  'services/station/core/visit.ts': `import type { Pedal } from '../../../device/ports.ts'; import type { StationId } from '../../wire/ids.ts'; import type { View } from '../api/view.ts'; import { press } from './press.ts';`,
  'services/station/core/press.ts': `export const press = 1;`,
  'services/station/station.ts': `import Database from 'better-sqlite3'; import { press } from './core/press.ts'; import '../../device/pedal.ts';`,
  'services/hospital/database/open.ts': `import 'better-sqlite3'; import { stationId } from '../../wire/ids.ts';`,
  'services/hospital/archive/api.ts': `export interface Archive {}`,
  'services/hospital/archive/folder.ts': `import type { Archive } from './api.ts';`,
  'services/hospital/ingest/file.ts': `import type { Archive } from '../archive/api.ts'; import '../database/open.ts';`,
  'services/hospital/main.ts': `import './archive/folder.ts'; import './ingest/file.ts';`,
  'ui/parts/button.ts': `import { LitElement } from 'lit'; import './button.css'; import type { View } from '../../services/station/api/view.ts';`,
  'ui/parts/button.css': '',
  'ui/kiosk/kiosk.ts': `import '../parts/button.ts'; import type { View } from '../../services/station/api/view.ts'; import { repeat } from 'lit/directives/repeat.js';`,
  'provisioning/enrol.ts': `import { config } from '../services/station/config.ts'; import '../device/pedal.ts';`,
  'scripts/start.ts': `import '../services/hospital/main.ts'; import { parseSync } from 'oxc-parser';`,
  'test/contract/pedal.ts': `import { suite } from 'uvu'; export function pedalContract(name: string) { const test = suite(name); test('presses', () => {}); test.run(); }`,
  'test/device/pedal.test.ts': `import { suite } from 'uvu'; import { pedalContract } from '../contract/pedal.ts'; pedalContract('gpio'); const test = suite('pedal'); test.run();`,
  'test/device/simulated.test.ts': `import { pedalContract } from '../contract/pedal.ts'; for (const name of ['a', 'b']) pedalContract(name);`,
};
const declared = new Set([
  'zod',
  'koffi',
  'sharp',
  'better-sqlite3',
  'lit',
  'age-encryption',
  'canonicalize',
  'fastify',
]);
const forTests = new Set(['uvu', 'oxc-parser']);

/** What the check says of the clean tree with these files planted in it, as `file:line: sentence`. */
export function planted(files: Record<string, string>): string[] {
  const tree = new Map(Object.entries({ ...clean, ...files }));
  return findViolations(tree, declared, forTests).map(({ file, line, sentence }) => `${file}:${line}: ${sentence}`);
}

/** Fails unless these files add one violation, at this `file:line`, whose sentence says this among other things. */
export function refused(files: Record<string, string>, where: string, sentence: string): void {
  const said = planted(files);
  assert.is(said.length, 1, `one violation was planted, these were found:\n${said.join('\n')}`);
  assert.ok(said[0]?.startsWith(`${where}: `), `expected it at ${where}: ${said[0]}`);
  assert.ok(said[0]?.includes(sentence), `expected it to say '${sentence}': ${said[0]}`);
}
