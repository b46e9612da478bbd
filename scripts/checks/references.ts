/**
 * What one source file reaches for: every way in which a file here can name another file, a package or a built-in.
 *
 *   import { a } from './a.ts'                     value    loaded when the file is loaded
 *   export { a } from './a.ts'                     value
 *   await import('./a.ts'), require('./a.ts')      value
 *   import { type A } from './a.ts'                value    Node strips the name and still loads the file
 *   import type { A } from './a.ts'                type     gone before the program runs
 *   new URL('./worker.ts', import.meta.url)        started  a program or worker of its own
 *   await import(where)                            hidden   nobody can check it by reading
 */
import { type Expression, type Program, parseSync, Visitor } from 'oxc-parser';

/** How a file uses what it names: see the drawing above. */
export type Use = 'value' | 'type' | 'started' | 'hidden';

export interface Reference {
  /** The text between the quotes; empty when `use` is `hidden`. */
  readonly specifier: string;
  readonly use: Use;
  /** Counted from 1. */
  readonly line: number;
}

export interface ReadSource {
  readonly program: Program;
  /** What the parser could not read. A source with errors has no dependable references. */
  readonly errors: readonly string[];
  readonly references: readonly Reference[];
  /** The line of an offset in the text, counted from 1. */
  lineAt(offset: number): number;
}

/** Parses one TypeScript source. `path` says only which dialect it is; nothing is read from the disk. */
export function readSource(path: string, text: string): ReadSource {
  const { program, errors } = parseSync(path, text, { sourceType: 'module' });
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
  const references: Reference[] = [];
  const add = (specifier: string, use: Use, at: { readonly start: number }) =>
    references.push({ specifier, use, line: lineAt(at.start) });
  const addComputable = (source: Expression, at: { readonly start: number }) => {
    const specifier = textOf(source);
    if (specifier === undefined) add('', 'hidden', at);
    else add(specifier, 'value', at);
  };

  new Visitor({
    ImportDeclaration: (node) => add(node.source.value, node.importKind === 'type' ? 'type' : 'value', node),
    ExportAllDeclaration: (node) => add(node.source.value, node.exportKind === 'type' ? 'type' : 'value', node),
    ExportNamedDeclaration: (node) => {
      if (node.source) add(node.source.value, node.exportKind === 'type' ? 'type' : 'value', node);
    },
    TSImportType: (node) => add(node.source.value, 'type', node),
    TSExternalModuleReference: (node) => add(node.expression.value, 'value', node),
    ImportExpression: (node) => addComputable(node.source, node),
    CallExpression: (node) => {
      const [first] = node.arguments;
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'require' || first === undefined) return;
      if (first.type !== 'SpreadElement') addComputable(first, node);
    },
    NewExpression: (node) => {
      const [where, from] = node.arguments;
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'URL' || where === undefined) return;
      const specifier = where.type === 'SpreadElement' ? undefined : textOf(where);
      const beside = from?.type === 'MemberExpression' && from.object.type === 'MetaProperty';
      if (specifier?.endsWith('.ts') && beside) add(specifier, 'started', node);
    },
  }).visit(program);

  return { program, errors: errors.map((error) => error.message), references, lineAt };
}

/** The text of a literal, or `undefined` when it takes running the program to know it. */
function textOf(source: Expression): string | undefined {
  if (source.type === 'Literal' && typeof source.value === 'string') return source.value;
  if (source.type === 'TemplateLiteral' && source.expressions.length === 0) {
    return source.quasis[0]?.value.cooked ?? undefined;
  }
  return undefined;
}
