/**
 * Reads a compiled device tree (Devicetree Specification 0.4, chapter 5: version 17) into plain nodes.
 *
 *   header │ reserved memory │ structure: BEGIN name … PROP len name value … END │ strings
 */
export interface TreeNode {
  readonly name: string;
  readonly properties: ReadonlyMap<string, Buffer>;
  readonly children: readonly TreeNode[];
}

const magic = 0xd00dfeed;
const begin = 1;
const end = 2;
const property = 3;
const nothing = 4;

export function readTree(blob: Buffer): TreeNode {
  if (blob.readUInt32BE(0) !== magic) throw new Error('not a device tree');
  const strings = blob.readUInt32BE(12);
  let at = blob.readUInt32BE(8);
  const next = () => {
    const word = blob.readUInt32BE(at);
    at += 4;
    return word;
  };
  const textAt = (start: number) => blob.toString('latin1', start, blob.indexOf(0, start));
  const align = () => {
    at = (at + 3) & ~3;
  };

  function node(): TreeNode {
    const name = textAt(at);
    at += name.length + 1;
    align();
    const properties = new Map<string, Buffer>();
    const children: TreeNode[] = [];
    for (;;) {
      const token = next();
      switch (token) {
        case begin:
          children.push(node());
          break;
        case end:
          return { name, properties, children };
        case property: {
          const length = next();
          const called = textAt(strings + next());
          properties.set(called, blob.subarray(at, at + length));
          at += length;
          align();
          break;
        }
        case nothing:
          break;
        default:
          throw new Error(`token ${token} at ${at - 4}`);
      }
    }
  }

  if (next() !== begin) throw new Error('the structure begins with a node');
  return node();
}

/** The node at a path, `/soc/gpio@7e200000`. Throws when there is none. */
export function nodeAt(tree: TreeNode, path: string): TreeNode {
  let found = tree;
  for (const name of path.split('/').filter((part) => part !== '')) {
    const child = found.children.find((candidate) => candidate.name === name);
    if (child === undefined) throw new Error(`no ${name} in ${path}`);
    found = child;
  }
  return found;
}

export function texts(node: TreeNode, name: string): readonly string[] {
  const value = node.properties.get(name);
  return value === undefined ? [] : value.toString('latin1').replace(/\0$/, '').split('\0');
}

export function cells(node: TreeNode, name: string): readonly number[] {
  const value = node.properties.get(name) ?? Buffer.alloc(0);
  return Array.from({ length: value.length / 4 }, (_, index) => value.readUInt32BE(index * 4));
}

/** The nodes that a property of phandles points to, in its order. */
export function pointedTo(tree: TreeNode, node: TreeNode, name: string): readonly TreeNode[] {
  const byHandle = new Map<number, TreeNode>();
  const walk = (one: TreeNode): void => {
    for (const handle of cells(one, 'phandle')) byHandle.set(handle, one);
    for (const child of one.children) walk(child);
  };
  walk(tree);
  return cells(node, name).map((handle) => {
    const target = byHandle.get(handle);
    if (target === undefined) throw new Error(`${node.name}/${name} points to nothing`);
    return target;
  });
}
