/** Where an import leads: to a file of ours, to a part of Node, to an npm package, or nowhere. */
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import type { Reference } from './references.ts';
import type { Target } from './table.ts';

/** What can be reached. */
export interface Reach {
  /** Paths of our own files from the root, with `/`. */
  readonly files: { has(path: string): boolean };
  /** Names of the packages in `dependencies`. */
  readonly packages: ReadonlySet<string>;
  /** Names of the packages in `devDependencies`. */
  readonly testPackages: ReadonlySet<string>;
}

/** What the reference in `file` names, or a sentence that says why it cannot be followed and what to do. */
export function follow(file: string, { specifier, use }: Reference, reach: Reach): Target | string {
  if (use === 'hidden')
    return 'Import a path that stands in the source as text: nobody can check one put together later.';
  if (use === 'started' || /^\.\.?(\/|$)/.test(specifier)) return followPath(file, specifier, reach);
  if (specifier.startsWith('node:')) return { kind: 'builtin', name: specifier };
  if (isBuiltin(specifier)) return `Write 'node:${specifier}', so that it cannot be taken for an npm package.`;
  if (/^([./#]|[a-z]+:)/.test(specifier))
    return `Import '${specifier}' by a relative path or by the name of a package.`;

  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  if (reach.packages.has(name)) return { kind: 'package', name, list: 'npm' };
  if (reach.testPackages.has(name)) return { kind: 'package', name, list: 'npm-dev' };
  return `package.json does not list ${name}: add it with an exact version, or work without it.`;
}

function followPath(file: string, specifier: string, { files }: Reach): Target | string {
  const [written = ''] = specifier.split('?'); // Vite's wishes, as in './ring.svg?raw', are not part of the path
  const path = posix.join(posix.dirname(file), written);
  if (files.has(path)) return { kind: 'file', path };
  const meant = [`${written}.ts`, written.replace(/\.[mc]?js$/, '.ts'), `${written}/index.ts`];
  const found = meant.find((guess) => files.has(posix.join(posix.dirname(file), guess)));
  if (found !== undefined) return `Write the whole path, '${found}': Node looks for exactly what is written.`;
  return `'${specifier}' leads to no file that git knows or would add: there is no ${path}.`;
}
