/**
 * Test files that would pass by not running.
 *
 * uvu collects the tests of a suite and runs them only when the suite's `run()` is called; a file that forgets it prints
 * a clean summary of what did run and exits with 0. So each suite has to stand in one block with its own `run()`.
 */
import { posix } from 'node:path';
import { type CallExpression, type Directive, type Program, type Statement, Visitor } from 'oxc-parser';
import type { ReadSource } from './references.ts';

export interface SuiteComplaint {
  readonly line: number;
  readonly sentence: string;
}

/** The shared suites of the ports: functions that make and run a suite when a test file calls them. */
const contractFolder = 'test/contract/';

/** Complaints about one file under `test/`. `path` is counted from the root of the repository. */
export function suiteComplaints(path: string, source: ReadSource): SuiteComplaint[] {
  const complaints: SuiteComplaint[] = [];
  const complain = (at: { readonly start: number }, sentence: string) =>
    complaints.push({ line: source.lineAt(at.start), sentence });
  const isTestFile = path.endsWith('.test.ts');
  const fromUvu = importedNames(path, source.program, (target) => target === 'uvu');
  const makers = fromUvu.filter((name) => name.imported === 'suite').map((name) => name.local);
  const ready = fromUvu.filter((name) => name.imported === 'test').map((name) => name.local);
  const contracts = importedNames(path, source.program, (target) => target.startsWith(contractFolder)).map(
    (name) => name.local,
  );
  for (const name of fromUvu) {
    if (name.imported === '*') complain(name, `Import suite by its name: import { suite } from 'uvu'.`);
  }

  const makesSuite = (node: unknown): node is CallExpression => isCallOf(node, makers);
  const named = new Set<CallExpression>();
  const suiteNames = new Set<string>(ready);
  const inBlock = (body: readonly (Directive | Statement)[], outermost: boolean) => {
    const here = new Map<string, { readonly start: number }>();
    if (outermost) for (const local of ready) here.set(local, source.program);
    for (const statement of body) {
      const inner = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
      if (inner?.type !== 'VariableDeclaration') continue;
      for (const { id, init } of inner.declarations) {
        if (id.type !== 'Identifier' || !makesSuite(init)) continue;
        here.set(id.name, init);
        suiteNames.add(id.name);
        named.add(init);
      }
    }
    for (const statement of body) {
      const ran = statement.type === 'ExpressionStatement' ? calledOn(statement.expression, 'run') : undefined;
      if (ran !== undefined) here.delete(ran);
    }
    for (const [name, at] of here) complain(at, `This suite never runs: call ${name}.run() at the end of its block.`);
  };

  let suites = ready.length;
  let contractCalls = 0;
  const calls: CallExpression[] = [];
  new Visitor({
    Program: (node) => inBlock(node.body, true),
    BlockStatement: (node) => inBlock(node.body, false),
    CallExpression: (node) => {
      calls.push(node);
      if (makesSuite(node)) suites++;
      if (isCallOf(node, contracts)) contractCalls++;
    },
  }).visit(source.program);

  for (const call of calls) {
    if (makesSuite(call) && !named.has(call))
      complain(call, `Give this suite a name and run it: const test = suite(…).`);
    const only = calledOn(call, 'only');
    if (only !== undefined && suiteNames.has(only)) {
      complain(call, `${only}.only leaves every other test of the suite out: write ${only}(…).`);
    }
  }
  if (isTestFile && suites === 0 && contractCalls === 0) {
    complain(source.program, `This file tests nothing: make a suite, or call a contract of ${contractFolder}.`);
  }
  if (!isTestFile && suites > 0 && !path.startsWith(contractFolder)) {
    complain(source.program, `The test runner does not start this file: end its name in .test.ts.`);
  }
  return complaints;
}

/** Names that a file imports, by what they are called there (`*` for a whole module) and here. */
function importedNames(path: string, program: Program, from: (target: string) => boolean) {
  return program.body.flatMap((statement) => {
    if (statement.type !== 'ImportDeclaration') return [];
    const { value } = statement.source;
    const target = value.startsWith('.') ? posix.join(posix.dirname(path), value) : value;
    if (!from(target)) return [];
    return statement.specifiers.map((specifier) => ({
      imported:
        specifier.type === 'ImportSpecifier' && specifier.imported.type === 'Identifier'
          ? specifier.imported.name
          : '*',
      local: specifier.local.name,
      start: statement.start,
    }));
  });
}

function isCallOf(node: unknown, names: readonly string[]): node is CallExpression {
  const call = node as CallExpression | null | undefined;
  return call?.type === 'CallExpression' && call.callee.type === 'Identifier' && names.includes(call.callee.name);
}

/** The name in front of `.method(…)`, or `undefined` when the node is not such a call. */
function calledOn(node: { readonly type: string }, method: string): string | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const { callee } = node as CallExpression;
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return undefined;
  if (callee.property.type !== 'Identifier' || callee.property.name !== method) return undefined;
  return callee.object.name;
}
