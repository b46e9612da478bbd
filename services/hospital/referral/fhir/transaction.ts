/**
 * A transaction Bundle: its entries, found by what they call each other (FHIR R4, 3.1.0.11.2 and 2.36.4.1).
 *
 *   "reference": "urn:uuid:…"     the entry with that fullUrl
 *   "reference": "Patient/7"      the entry whose fullUrl ends so, or whose resource has that id
 */
import { z } from 'zod';
import { type Issue, problem } from './outcome.ts';
import { type Reference, type Resource, type ResourceType, resource, resourceTypes } from './reading/shapes.ts';

export const entriesMax = 60;

const entry = z.looseObject({
  fullUrl: z.string().optional(),
  resource: z.looseObject({ resourceType: z.string(), id: z.string().optional() }).optional(),
  request: z.looseObject({ method: z.string(), url: z.string() }).optional(),
});

const bundle = z.looseObject({
  resourceType: z.literal('Bundle'),
  type: z.string(),
  entry: z.array(entry).default([]),
});

export interface Entry<Type extends ResourceType = ResourceType> {
  /** Where it stands, from 0. */
  readonly place: number;
  readonly resource: Extract<Resource, { resourceType: Type }>;
  /** `Bundle.entry[0].resource` */
  readonly path: string;
}

export interface Transaction {
  readonly kind: 'transaction';
  readonly entries: readonly Entry[];
  of<Type extends ResourceType>(type: Type): readonly Entry<Type>[];
  /** The entry that a reference means; undefined where it is none of this Bundle. */
  find(reference: Reference | { readonly reference?: string | undefined }): Entry | undefined;
}

export interface NoTransaction {
  readonly kind: 'refused';
  readonly issues: readonly Issue[];
}

/** The transaction, or why it is none that is taken here. */
export function readTransaction(document: unknown): Transaction | NoTransaction {
  const refused = (...issues: readonly Issue[]): NoTransaction => ({ kind: 'refused', issues });
  const parsed = bundle.safeParse(document);
  if (!parsed.success) return refused(problem('structure', 'A Bundle is needed here.', 'Bundle'));
  const { type, entry: entries } = parsed.data;
  if (type !== 'transaction') {
    return refused(problem('not-supported', 'Only a Bundle of type transaction is taken here.', 'Bundle.type'));
  }
  if (entries.length === 0) return refused(problem('required', 'The transaction has no entries.', 'Bundle.entry'));
  if (entries.length > entriesMax) {
    return refused(problem('too-costly', `A transaction has at most ${entriesMax} entries.`, 'Bundle.entry'));
  }
  const issues: Issue[] = [];
  const read: Entry[] = [];
  const places = new Map<string, Entry>();
  for (const [place, { fullUrl, resource: inside, request }] of entries.entries()) {
    const path = `Bundle.entry[${place}]`;
    const named = readEntry(inside, request, path);
    if (named.kind === 'wrong') {
      issues.push(named.issue);
      continue;
    }
    const each: Entry = { place, resource: named.resource, path: `${path}.resource` };
    read.push(each);
    const names = [fullUrl, inside?.id === undefined ? undefined : `${inside.resourceType}/${inside.id}`];
    for (const name of names) {
      if (name === undefined) continue;
      if (places.has(name) && places.get(name) !== each) {
        issues.push(problem('duplicate', 'Two entries have the same name.', `${path}.fullUrl`));
      }
      places.set(name, each);
    }
  }
  if (issues.length > 0) return refused(...issues);
  return {
    kind: 'transaction',
    entries: read,
    of: <Type extends ResourceType>(wanted: Type) =>
      read.filter((each) => each.resource.resourceType === wanted) as unknown as readonly Entry<Type>[],
    find({ reference }) {
      if (reference === undefined) return undefined;
      const exact = places.get(reference);
      if (exact !== undefined || reference.includes(':')) return exact;
      return read.find((each) => entries[each.place]?.fullUrl?.endsWith(`/${reference}`) === true);
    },
  };
}

type ReadEntry =
  | { readonly kind: 'read'; readonly resource: Resource }
  | { readonly kind: 'wrong'; readonly issue: Issue };

function readEntry(
  inside: z.output<typeof entry>['resource'],
  request: z.output<typeof entry>['request'],
  path: string,
): ReadEntry {
  const wrong = (...issue: Parameters<typeof problem>): ReadEntry => ({ kind: 'wrong', issue: problem(...issue) });
  if (request === undefined) return wrong('required', 'An entry needs its request.', `${path}.request`);
  if (request.method !== 'POST' && request.method !== 'PUT') {
    return wrong('not-supported', 'Only POST and PUT are taken here.', `${path}.request.method`);
  }
  if (inside === undefined) return wrong('required', 'An entry needs its resource.', `${path}.resource`);
  if (!(resourceTypes as readonly string[]).includes(inside.resourceType)) {
    const sentence = `${inside.resourceType.slice(0, 64)} is not taken here, only ${resourceTypes.join(', ')}.`;
    return wrong('not-supported', sentence, `${path}.resource`);
  }
  const [type = ''] = request.url.split(/[/?]/);
  if (type !== inside.resourceType) {
    return wrong('invalid', 'The url of the request names another resource type.', `${path}.request.url`);
  }
  const parsed = resource.safeParse(inside);
  if (parsed.success) return { kind: 'read', resource: parsed.data };
  const [first] = parsed.error.issues;
  const where = [path, 'resource', ...(first?.path ?? []).map(String)].join('.');
  return wrong('structure', 'This element is not as FHIR R4 has it.', where);
}
