/** What belongs to a referral: its lesions, its documents, the patient's answers. Each call adds what is not there yet. */
import { randomUUID } from 'node:crypto';
import { hashOf } from '../../../wire/signing.ts';
import type { Queries } from '../../database/api.ts';
import { noteEvent, queueOutbound } from '../../database/trail.ts';
import { trackingUid } from '../../dicom/uids.ts';
import { type CheckedReferral, lesionsMax } from '../api.ts';
import { siteOf } from './sites.ts';

export interface Belonging {
  readonly referral: string;
  readonly patient: string;
  readonly at: Date;
}

interface KnownLesion {
  readonly id: string;
  readonly ordinal: number;
  readonly site: string;
  readonly side: string | null;
  readonly trackingUid: string;
}

type Lesion = CheckedReferral['lesions'][number];

/**
 * Adds the lesions that the referral does not have yet, and returns the ids of those. A lesion is never taken away or
 * reworded: pictures may name it.
 */
export async function addLesions(
  tx: Queries,
  referral: string,
  lesions: readonly Lesion[],
): Promise<readonly string[]> {
  const known = await tx.query<KnownLesion>(
    'select id, ordinal, site, side, tracking_uid as "trackingUid" from lesion where referral = $1 order by ordinal',
    [referral],
  );
  const unmatched = new Set(known);
  const added: string[] = [];
  for (const lesion of lesions) {
    const same = [...unmatched].find((each) => isSame(each, lesion));
    if (same !== undefined) {
      unmatched.delete(same); // two lesions may be named with the same words: each stands for one
      continue;
    }
    if (known.length + added.length >= lesionsMax) break;
    const ordinal = (known.at(-1)?.ordinal ?? 0) + added.length + 1;
    added.push(await insertLesion(tx, referral, ordinal, lesion));
  }
  return added;
}

/** By the sender's identifier; by the words where the lesion had none. */
function isSame(known: KnownLesion, lesion: Lesion): boolean {
  if (known.trackingUid === lesion.trackingUid) return true;
  const isNamedByUs = known.trackingUid === trackingUid(known.id);
  const words = (text: string) => text.trim().toLowerCase();
  return isNamedByUs && words(known.site) === words(lesion.site) && (known.side ?? undefined) === lesion.side;
}

async function insertLesion(tx: Queries, referral: string, ordinal: number, lesion: Lesion): Promise<string> {
  const id = randomUUID();
  const [named] = await tx.query('select id from lesion where tracking_uid = $1', [lesion.trackingUid]);
  // an identifier that another referral's lesion has already: this one gets its own, and no picture can be mistaken
  const uid = lesion.trackingUid === undefined || named !== undefined ? trackingUid(id) : lesion.trackingUid;
  const coded = lesion.code === undefined ? undefined : siteOf(lesion.code);
  await tx.query(
    `insert into lesion (id, referral, ordinal, site, side, site_scheme, site_code, site_meaning, tracking_uid)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, referral, ordinal, lesion.site, lesion.side, coded?.scheme, coded?.code, coded?.meaning, uid],
  );
  return id;
}

/** Adds the documents that the referral does not have yet, by their bytes, and returns the ids of those. */
export async function addDocuments(
  tx: Queries,
  { referral, patient, at }: Belonging,
  documents: CheckedReferral['documents'],
): Promise<readonly string[]> {
  const added: string[] = [];
  for (const { title, bytes } of documents) {
    const id = randomUUID();
    const rows = await tx.query(
      `insert into document (id, referral, title, media_type, bytes, sha256, created_at)
       values ($1, $2, $3, 'application/pdf', $4, $5, $6) on conflict (referral, sha256) do nothing returning id`,
      [id, referral, title, bytes, hashOf(bytes), at],
    );
    if (rows.length === 0) continue;
    added.push(id);
    await noteEvent(tx, { at, patient, referral, kind: 'letter-attached', detail: { title } });
    await queueOutbound(tx, { key: `document:${id}`, subject: { kind: 'document', document: id }, referral, at });
  }
  return added;
}

/** Keeps the answers when they are not the ones kept last; returns the id then. */
export async function addAnswers(
  tx: Queries,
  { referral, patient, at }: Belonging,
  answers: CheckedReferral['answers'],
): Promise<string | undefined> {
  if (answers === undefined) return undefined;
  const id = randomUUID();
  const rows = await tx.query(
    `insert into questionnaire_response (id, referral, status, response, received_at)
     select $1, $2, $3, $4::jsonb, $5 where not exists (
       select 1 from (select status, response from questionnaire_response where referral = $2
         order by received_at desc, id limit 1) last where last.status = $3 and last.response = $4::jsonb)
     returning id`,
    [id, referral, answers.status, JSON.stringify(answers.response), at],
  );
  if (rows.length === 0) return undefined;
  if (answers.status !== 'in-progress') {
    await noteEvent(tx, { at, patient, referral, kind: 'questionnaire-answered' });
  }
  return id;
}
