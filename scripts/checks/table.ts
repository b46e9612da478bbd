/**
 * How a row of the import table is read: which row a file belongs to, and what a word of the row allows.
 *
 *   device/ports.ts   one file
 *   device/           everything in a folder; a star in a path stands for one name
 *   self              the folder or file the row was found for, with the star filled in
 *   npm, npm-dev      what package.json lists as dependencies, as devDependencies
 *   node:             everything that comes with Node; node:crypto is that one module
 *   zod               that package
 *   anything          all of the above
 */
import type { Reference } from './references.ts';

/** One row. The words of a column are separated by spaces. */
export interface Row {
  /** The folder or file the row is about. The first row that fits a file counts. */
  readonly files: string;
  /** What these files may load when the program runs; its types are allowed as well. */
  readonly values: string;
  /** What these files may use the types of, and nothing else. */
  readonly types: string;
}

export interface FoundRow extends Row {
  /** The folder or file that `files` stood for. */
  readonly self: string;
}

/** What a file names, once it is known where that leads. */
export type Target =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'builtin'; readonly name: string } // with the node: in front
  | { readonly kind: 'package'; readonly name: string; readonly list: 'npm' | 'npm-dev' };

/** The row for a file, or `undefined` when nobody has decided yet what such a file may import. */
export function rowFor(table: readonly Row[], path: string): FoundRow | undefined {
  for (const row of table) {
    const self = fitting(row.files, path);
    if (self !== undefined) return { ...row, self };
  }
  return undefined;
}

/** Why the row does not allow what the file names, and what to do; `undefined` when it allows it. */
export function refusal(row: FoundRow, { use, specifier }: Reference, target: Target): string | undefined {
  if (allows(row.values, row.self, target)) return undefined;
  const name = target.kind === 'file' ? target.path : target.name;
  if (allows(row.types, row.self, target)) {
    if (use === 'type') return undefined;
    return `${row.files} may use only types of ${name}: write import type { … } from '${specifier}', and leave what needs its values to another folder.`;
  }
  if (target.kind === 'file' && target.path.startsWith('test/')) {
    return `Nothing imports a test: move what is needed out of ${name}.`;
  }
  const loadable = row.values === '' ? 'nothing' : row.values.split(' ').join(', ');
  const typed = row.types === '' ? '' : `, and types of ${row.types.split(' ').join(', ')}`;
  return `${row.files} may not import ${name}, only: ${loadable}${typed}. Move the code to a folder that may, or take the thing as an argument.`;
}

function allows(words: string, self: string, target: Target): boolean {
  return words.split(' ').some((word) => word === 'anything' || means(word === 'self' ? self : word, target));
}

function means(word: string, target: Target): boolean {
  switch (target.kind) {
    case 'file':
      return fitting(word, target.path) !== undefined;
    case 'builtin':
      return word === 'node:' || word === target.name;
    case 'package':
      return word === target.list || word === target.name;
  }
}

/** The beginning of `path` that `pattern` stands for, or `undefined` when it does not fit or is no path at all. */
function fitting(pattern: string, path: string): string | undefined {
  const isFolder = pattern.endsWith('/');
  if (!isFolder && !/\.[a-z]+$/.test(pattern)) return undefined;
  const text = pattern.replaceAll('.', '\\.').replaceAll('*', '[^/]+');
  return new RegExp(isFolder ? `^${text}` : `^${text}$`).exec(path)?.[0];
}
