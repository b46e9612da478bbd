/**
 * Files that load each other in a ring.
 *
 *   a.ts ──► b.ts ──► c.ts
 *     ▲                 │
 *     └─────────────────┘
 */

/**
 * The rings in a graph of files, each given once, from the file of the ring that was met first back to itself:
 * `['a.ts', 'b.ts', 'c.ts', 'a.ts']`. Two rings that share files may be reported as one; breaking it shows the other.
 */
export function findCycles(loads: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const way: string[] = [];

  const visit = (file: string) => {
    const before = way.indexOf(file);
    if (before >= 0) cycles.push([...way.slice(before), file]);
    if (before >= 0 || done.has(file)) return;
    way.push(file);
    for (const next of loads.get(file) ?? []) visit(next);
    way.pop();
    done.add(file);
  };

  for (const file of loads.keys()) visit(file);
  return cycles;
}
