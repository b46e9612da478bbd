/**
 * Who may import whom: the table, and the check that every source keeps to it.
 *
 *   node scripts/check-imports.ts
 *
 * Reads every source that git knows or would add. Besides the table it refuses imports that lead nowhere, packages that
 * package.json does not list, files that load each other in a ring, names that say nothing, and tests that never run.
 * What it cannot see: a file that is started by a path put together at run time.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCycles } from './checks/cycles.ts';
import { follow, type Reach } from './checks/follow.ts';
import { readSource } from './checks/references.ts';
import { suiteComplaints } from './checks/suites.ts';
import { type Row, refusal, rowFor } from './checks/table.ts';

// Words are explained in checks/table.ts. A folder without a row is refused, so that a new one is decided about.
// biome-ignore format: a table is read by columns
export const table: readonly Row[] = [
  { files: 'services/wire/',         types: '',                                                          values: 'self zod node:crypto age-encryption canonicalize' },
  { files: 'device/ports.ts',        types: '',                                                          values: '' },
  { files: 'device/',                types: '',                                                          values: 'self koffi sharp qrcode onoff johnny-five board-io firmata-io serialport node:' },
  { files: 'services/station/core/', types: 'device/ports.ts services/wire/ services/station/api/',    values: 'self services/wire/look-alike.ts' },
  { files: 'services/station/',      types: '',                                                          values: 'self device/ services/wire/ services/disk/ npm node:' },
  { files: 'services/disk/',         types: '',                                                          values: 'self node:' },
  { files: 'services/hospital/dicom/', types: '',                                                        values: 'self npm node:' },
  { files: 'services/hospital/*/',   types: 'services/hospital/*/api.ts services/hospital/web/api/',                                values: 'self services/wire/ services/disk/ services/hospital/database/ services/hospital/dicom/ npm node:' },
  { files: 'services/hospital/*.ts', types: '',                                                          values: 'services/hospital/ services/wire/ npm node:' }, // puts the services together
  { files: 'ui/parts/',              types: 'services/station/api/ services/wire/',                    values: 'self lit simple-keyboard' },
  { files: 'ui/hospital/',           types: 'services/hospital/web/api/', values: 'self ui/parts/ lit' },
  { files: 'ui/patient/',            types: 'services/hospital/questionnaire/api.ts services/wire/',                    values: 'self ui/parts/ lit' },
  { files: 'ui/*/',                  types: 'services/station/api/ services/wire/',                                   values: 'self ui/parts/ lit' },
  { files: 'provisioning/',          types: '',                                                          values: 'self device/ services/wire/ services/station/config.ts npm node:' },
  { files: 'hardware/',              types: '',                                                          values: 'self device/ npm node:' },
  { files: 'scripts/',               types: '',                                                          values: 'self device/ services/ ui/ provisioning/ hardware/ npm npm-dev node:' },
  { files: 'test/',                  types: '',                                                          values: 'anything' },
];

/** Names that say nothing of what is inside. */
const emptyNames = ['utils', 'util', 'helpers', 'helper', 'common', 'lib'];

/** Room for the list of files. */
const listingBytesMax = 16 * 1024 * 1024;

/** Sources in a form that neither the compiler nor this check reads. */
const otherSources = /\.(js|mjs|cjs|jsx|tsx|mts|cts)$/;

export interface Violation {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Says what to do. */
  readonly sentence: string;
}

/**
 * Everything in the tree that breaks a rule, in the order of the files.
 *
 * `files`: path from the root, with `/`, to text; only the text of `.ts` files is read, the others are there to be found.
 * `declaredPackages`: what package.json lists for the programs; `testPackages`: what it lists for scripts and tests.
 */
export function findViolations(
  files: ReadonlyMap<string, string>,
  declaredPackages: ReadonlySet<string>,
  testPackages: ReadonlySet<string> = new Set(),
): Violation[] {
  const reach: Reach = { files, packages: declaredPackages, testPackages };
  const violations: Violation[] = [];
  const loads = new Map<string, readonly string[]>();

  for (const [file, text] of files) {
    const complain = (line: number, sentence: string) => violations.push({ file, line, sentence });
    if (otherSources.test(file)) complain(1, 'Write this in TypeScript, in a .ts file: nothing checks it here.');
    if (!file.endsWith('.ts')) continue;
    for (const sentence of nameComplaints(file)) complain(1, sentence);
    const row = rowFor(table, file);
    if (row === undefined)
      complain(1, 'No row of the table in scripts/check-imports.ts covers this file: decide what it may import.');
    const source = readSource(file, text);
    for (const error of source.errors) complain(1, `This cannot be read: ${error}.`);

    const loaded: string[] = [];
    for (const reference of source.references) {
      const target = follow(file, reference, reach);
      const wrong = typeof target === 'string' ? target : row && refusal(row, reference, target);
      if (wrong !== undefined) complain(reference.line, wrong);
      if (typeof target !== 'string' && target.kind === 'file' && reference.use === 'value') loaded.push(target.path);
    }
    loads.set(file, loaded);
    if (file.startsWith('test/'))
      for (const { line, sentence } of suiteComplaints(file, source)) complain(line, sentence);
  }

  for (const cycle of findCycles(loads)) {
    const sentence = `These files load each other: ${cycle.join(' → ')}. Move what they share to a file of its own.`;
    violations.push({ file: cycle[0] ?? '', line: 1, sentence });
  }
  return violations;
}

function nameComplaints(file: string): string[] {
  const complaints: string[] = [];
  const names = file.split('/').map((name) => name.split('.', 1)[0] ?? '');
  const empty = names.find((name) => emptyNames.includes(name));
  if (empty !== undefined) complaints.push(`Name it for what is inside: '${empty}' says nothing.`);
  if (names.at(-1) === 'index')
    complaints.push('Name it for what is inside, and import each thing from where it is: no index.ts.');
  if (file.endsWith('.test.ts') && !file.startsWith('test/'))
    complaints.push('Move this to test/: the test runner looks nowhere else.');
  return complaints;
}

/** Paths from the root of everything that git knows or would add, and that is there. */
function pathsInTree(root: string): string[] {
  const listing = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const git = spawnSync('git', listing, { cwd: root, encoding: 'utf8', maxBuffer: listingBytesMax });
  if (git.status !== 0) throw new Error(`git could not list the files of ${root}: ${git.error ?? git.stderr}`);
  const paths = git.stdout.split('\0').filter((path) => path !== '' && existsSync(join(root, path)));
  return [...new Set(paths)].sort();
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..');
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const files = new Map(pathsInTree(root).map((path) => [path, path.endsWith('.ts') ? read(path) : '']));
  const lists = JSON.parse(read('package.json'));
  const namesIn = (list: object | undefined) => new Set(Object.keys(list ?? {}));

  const violations = findViolations(files, namesIn(lists.dependencies), namesIn(lists.devDependencies));
  for (const { file, line, sentence } of violations) console.log(`${file}:${line}: ${sentence}`);
  const sources = [...files.keys()].filter((path) => path.endsWith('.ts')).length;
  console.log(`${sources} files checked, ${violations.length} ${violations.length === 1 ? 'violation' : 'violations'}`);
  if (sources === 0 || violations.length > 0) process.exitCode = 1;
}
