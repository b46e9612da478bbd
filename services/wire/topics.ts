/**
 * The topics of MQTT 5, in one table. The broker's access list, the station and the hospital all read it.
 *
 * A station's certificate names it, and the broker binds every `<station>` below to that name.
 */
import { z } from 'zod';
import { grant } from './grant.ts';
import { parcelId, stationId, workerId } from './ids.ts';
import { chunkBytes, documentBytesMax, messageBytesMax } from './limits.ts';
import { signedManifest } from './manifest.ts';
import { signedReceipt } from './receipt.ts';
import { signedWorklist } from './worklist.ts';

export const topicRoot = 'lentigo/1';

interface Topic {
  /** Levels below the root; a level in angle brackets is a name. */
  readonly path: string;
  readonly from: 'station' | 'hospital';
  readonly qos: 0 | 1;
  readonly retain: boolean;
  /** Schema of the JSON, or plain bytes. */
  readonly body: z.ZodType | 'bytes';
  readonly bytesMax: number;
}

// biome-ignore format: a table is read by columns
export const topics = {
  offer:   { path: '<station>/offer',                     from: 'station',  qos: 1, retain: false, body: signedManifest, bytesMax: documentBytesMax },
  grant:   { path: '<station>/grant',                     from: 'hospital', qos: 1, retain: false, body: grant,          bytesMax: documentBytesMax },
  chunk:   { path: '<station>/chunk/<worker>/<parcel>/<n>', from: 'station', qos: 1, retain: false, body: 'bytes',        bytesMax: chunkBytes },
  receipt: { path: '<station>/receipt',                   from: 'hospital', qos: 1, retain: false, body: signedReceipt,  bytesMax: documentBytesMax },
  worklist: { path: '<station>/worklist',                 from: 'hospital', qos: 1, retain: true,  body: signedWorklist, bytesMax: messageBytesMax },
} as const satisfies Record<string, Topic>;

export type TopicKind = keyof typeof topics;

const names = {
  station: stationId,
  worker: workerId,
  parcel: parcelId,
  n: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number),
};
type Names = { [name in keyof typeof names]: z.infer<(typeof names)[name]> };
type NamesOf<Path extends string> = Path extends `${string}<${infer Name extends keyof Names}>${infer Rest}`
  ? Pick<Names, Name> & NamesOf<Rest>
  : unknown;
export type TopicNames<Kind extends TopicKind> = NamesOf<(typeof topics)[Kind]['path']>;

/** Workers share the offers: the broker gives each offer to one of them. */
export const sharedByWorkers = '$share/ingest/';

/** The name of one topic. */
export function topicName<Kind extends TopicKind>(kind: Kind, names: TopicNames<Kind>): string {
  return fill(kind, names as Record<string, string | number>, (name) => {
    throw new Error(`a ${kind} topic needs its ${name}`);
  });
}

/** A filter for subscriptions and access lists: what is not named stands for any (or for `placeholder`, such as `%u`). */
export function topicFilter<Kind extends TopicKind>(
  kind: Kind,
  names: Partial<Record<keyof Names, string | number>>,
): string {
  return fill(kind, names, () => '+');
}

function fill(
  kind: TopicKind,
  given: Partial<Record<string, string | number>>,
  missing: (name: string) => string,
): string {
  return `${topicRoot}/${topics[kind].path.replaceAll(/<(\w+)>/g, (_, name: string) => String(given[name] ?? missing(name)))}`;
}

/** The names within a topic of the given kind, or undefined when it is not one. */
export function topicNames<Kind extends TopicKind>(kind: Kind, topic: string): TopicNames<Kind> | undefined {
  const pattern = `${topicRoot}/${topics[kind].path}`.split('/');
  const levels = topic.split('/');
  if (levels.length !== pattern.length) return undefined;
  const found: Record<string, unknown> = {};
  for (const [place, expected] of pattern.entries()) {
    const name = /^<(\w+)>$/.exec(expected)?.[1];
    if (name === undefined) {
      if (levels[place] !== expected) return undefined;
      continue;
    }
    const read = names[name as keyof Names].safeParse(levels[place]);
    if (!read.success) return undefined;
    found[name] = read.data;
  }
  return found as TopicNames<Kind>;
}

type BodyOf<Kind extends TopicKind> = (typeof topics)[Kind]['body'] extends z.ZodType<infer Body> ? Body : Uint8Array;

/** The bytes of a message's body. */
export function encodeBody<Kind extends TopicKind>(_kind: Kind, body: BodyOf<Kind>): Buffer {
  return body instanceof Uint8Array ? Buffer.from(body) : Buffer.from(JSON.stringify(body));
}

/** What a message says, or undefined when it is too long or not of its topic's form. */
export function decodeBody<Kind extends TopicKind>(kind: Kind, bytes: Uint8Array): BodyOf<Kind> | undefined {
  const topic = topics[kind];
  if (bytes.length > topic.bytesMax) return undefined;
  if (topic.body === 'bytes') return bytes as BodyOf<Kind>;
  try {
    const read = topic.body.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    return read.success ? (read.data as BodyOf<Kind>) : undefined;
  } catch {
    return undefined; // not JSON
  }
}
