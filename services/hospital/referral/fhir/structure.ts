/**
 * What holds for every FHIR JSON document and neither validator looks at: no empty arrays, objects or texts, no two types
 * of one choice element (FHIR R4, 2.6.2: JSON representation; 2.24: choice of data types), bounded depth and size, and no
 * characters that cannot be kept.
 */
import { type Issue, problem } from './outcome.ts';

const depthMax = 40;
/** A referral with twenty lesions has about a thousand. */
const nodesMax = 20_000;
const issuesMax = 20;

/** Choice elements, without `[x]`, of the resources that are read here and of the data types within them (R4). */
const choices = ['value', 'deceased', 'multipleBirth', 'quantity', 'occurrence', 'asNeeded', 'bounds', 'author'];
const choice = new RegExp(`^(${choices.join('|')})([A-Z][A-Za-z0-9]*)$`);

/** Types that `value[x]` can have (R4, 2.24.0.3: open type element), and with them every other choice. */
const types = new Set(
  `Base64Binary Boolean Canonical Code Date DateTime Decimal Id Instant Integer Markdown Oid PositiveInt String Time
  UnsignedInt Uri Url Uuid Address Age Annotation Attachment CodeableConcept Coding ContactPoint Count Distance Duration
  HumanName Identifier Money Period Quantity Range Ratio Reference SampledData Signature Timing ContactDetail Contributor
  DataRequirement Expression ParameterDefinition RelatedArtifact TriggerDefinition UsageContext Dosage Meta`.split(
    /\s+/,
  ),
);

/** Control characters, except those that FHIR's text may have: tab, line feed, carriage return. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

export function structureIssues(document: unknown): readonly Issue[] {
  const issues: Issue[] = [];
  let nodes = 0;
  const complain = (code: Issue['code'], text: string, path: string) => {
    if (issues.length < issuesMax) issues.push(problem(code, text, path));
  };

  function visit(value: unknown, path: string, depth: number): void {
    nodes++;
    if (depth > depthMax || nodes > nodesMax) return;
    if (typeof value === 'string') visitText(value, path);
    else if (Array.isArray(value)) visitArray(value, path, depth);
    else if (typeof value === 'object' && value !== null) visitObject(value, path, depth);
  }

  function visitText(text: string, path: string): void {
    if (text === '') complain('structure', 'A text is empty: leave the element out.', path);
    else if (!text.isWellFormed() || control.test(text)) {
      complain('value', 'A text has characters that FHIR does not allow.', path);
    }
  }

  function visitArray(list: readonly unknown[], path: string, depth: number): void {
    if (list.length === 0) complain('structure', 'An array is empty: leave the element out.', path);
    for (const [place, item] of list.entries()) {
      if (nodes > nodesMax) return;
      visit(item, `${path}[${place}]`, depth + 1);
    }
  }

  function visitObject(object: object, path: string, depth: number): void {
    const names = Object.keys(object);
    if (names.length === 0) complain('structure', 'An object is empty: leave the element out.', path);
    const seen = new Map<string, string>();
    for (const name of names) {
      if (nodes > nodesMax) return;
      const [, element = '', type = ''] = choice.exec(name) ?? [];
      if (types.has(type)) {
        const other = seen.get(element);
        if (other !== undefined) complain('structure', `${other} and ${name} are both there: choose one.`, path);
        seen.set(element, name);
      }
      const value: unknown = Reflect.get(object, name);
      if (value === null) complain('structure', 'A value is null: leave the element out.', `${path}.${name}`);
      visit(value, `${path}.${name}`, depth + 1);
    }
  }

  const root = typeOf(document);
  if (root === undefined) {
    return [problem('structure', 'This is no FHIR resource: a JSON object with a resourceType is needed.')];
  }
  visit(document, root, 0);
  if (nodes > nodesMax) return [problem('too-costly', `The document has more than ${nodesMax} values.`)];
  if (deeperThan(document, depthMax)) {
    return [problem('too-costly', `The document is nested deeper than ${depthMax} levels.`)];
  }
  return issues;
}

export function typeOf(document: unknown): string | undefined {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return undefined;
  const type: unknown = Reflect.get(document, 'resourceType');
  return typeof type === 'string' && /^[A-Z][A-Za-z]{1,63}$/.test(type) ? type : undefined;
}

/** Looks one level further than it may be, so that it ends whatever came. */
function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels < 0 || Object.values(value).some((inner) => deeperThan(inner, levels - 1));
}

/** Base64 that stands in for attachments while the rest is validated. */
const shortData = 'AAAA';
const dataCharsMax = 256;

/** A copy without long attachments: validators try every character of them. What is in them is checked when it is read. */
export function withoutData(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutData);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === 'data' && typeof inner === 'string' && inner.length > dataCharsMax ? shortData : withoutData(inner),
    ]),
  );
}
