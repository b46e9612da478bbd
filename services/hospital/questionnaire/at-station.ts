/**
 * Answers that a patient gave on a station's screen, kept as those from home are.
 *
 *   visit record ─► ingest ─► keepStationAnswers ─► questionnaire_response
 *                                                     completed   nothing was answered before
 *                                                     amended     beside what was: the later one is what staff read first
 *
 * At the station identity was confirmed by a person, so no date of birth is asked.
 */
import type { Queries } from '../database/api.ts';
import { noteEvent, recordDeed } from '../database/trail.ts';
import { checkAnswers } from './answers.ts';
import type { KeepStationAnswers, StationAnswers } from './api.ts';
import { type Form, wordsFor } from './form.ts';
import { responseOf } from './response.ts';

interface Referral {
  readonly patient: string;
  readonly nhsNumber: string | null;
  readonly ubrn: string | null;
  readonly answeredBefore: boolean;
}

/** With the questionnaire that this hospital asks; see `KeepStationAnswers` for what it promises. */
export function stationAnswers(form: Form): KeepStationAnswers {
  return (tx, given) => keepStationAnswers(tx, form, given);
}

async function keepStationAnswers(
  tx: Queries,
  form: Form,
  { id, referral, language, answers, at, station, visit }: StationAnswers,
): ReturnType<KeepStationAnswers> {
  const words = wordsFor(form, language);
  const checked = checkAnswers(form, answers, words);
  if (checked.kind === 'problems')
    return { refused: `these answers do not fit the questionnaire: ${Object.keys(checked.fields).join(', ')}` };
  const found = await readReferral(tx, referral);
  if (found === undefined) return { refused: 'there is no such referral' };

  const { patient, nhsNumber, ubrn, answeredBefore } = found;
  const status = answeredBefore ? 'amended' : 'completed';
  const response = responseOf(form, checked.answers, {
    ...{ id, at, status, language: words.language },
    nhsNumber: nhsNumber ?? undefined,
    ubrn: ubrn ?? undefined,
  });
  const rows = await tx.query(
    `insert into questionnaire_response (id, referral, status, response, received_at) values ($1, $2, $3, $4::jsonb, $5)
     on conflict (id) do nothing returning id`,
    [id, referral, status, JSON.stringify(response), at],
  );
  if (rows.length === 0) return 'kept'; // the same record again
  await noteEvent(tx, {
    at,
    patient,
    referral,
    kind: 'questionnaire-answered',
    detail: { language: words.language, where: 'station' },
  });
  await recordDeed(tx, {
    at,
    who: 'service:questionnaire',
    whoName: 'the patient, at the station',
    action: 'answer-questionnaire',
    patient,
    detail: { response: id, station, visit },
  });
  return 'kept';
}

/** Locks the referral first: answers from home may arrive at the same moment. */
async function readReferral(tx: Queries, referral: string): Promise<Referral | undefined> {
  await tx.query('select id from referral where id = $1 for update', [referral]);
  const [row] = await tx.query<Referral>(
    `select p.id as patient, p.nhs_number as "nhsNumber", r.ubrn,
            exists (select 1 from questionnaire_response q
                     where q.referral = r.id and q.status in ('completed', 'amended')) as "answeredBefore"
       from referral r join patient p on p.id = r.patient where r.id = $1`,
    [referral],
  );
  return row;
}
