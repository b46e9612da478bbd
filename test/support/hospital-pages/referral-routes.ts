/** The stand-in's referrals. */
import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { hospitalDay } from '../../../services/hospital/database/clock.ts';
import { adviceFor } from '../../../services/hospital/referral/advice.ts';
import type {
  BodySite,
  CsvOutcome,
  ReferralDecision,
  ReferralDetail,
  ReferralForm,
  ReferralLine,
} from '../../../services/hospital/web/api/referrals.ts';
import type { Page } from '../../../services/hospital/web/api/shared.ts';
import { drawnLetter } from './drawn.ts';
import { idOf, lineOf, type Person } from './people.ts';
import { clock, type HospitalRecord, type Referral } from './record.ts';

/** Few, so that paging is walked through. */
const pageRows = 12;

const sites: readonly BodySite[] = JSON.parse(
  readFileSync(new URL('../../../services/hospital/dicom/cid4029.json', import.meta.url), 'utf8'),
).map(([scheme, code, meaning]: [string, string, string]) => ({ scheme, code, meaning }));

const open = ['received', 'accepted', 'booked'];

export function referralLine(referral: Referral): ReferralLine {
  const { id, patient, urgency, state, source, practice, receivedAt, lesions, appointments } = referral;
  const appointment = appointments.at(-1);
  return {
    id,
    patient,
    urgency,
    state,
    source,
    practice,
    receivedAt,
    lesions: lesions.length,
    clock: referral.clock,
    ...(appointment ? { appointment } : {}),
  };
}

export function referralRoutes(app: FastifyInstance, record: HospitalRecord): void {
  const find = (id: string) => record.referrals.find((referral) => referral.id === id);

  app.get<{ Querystring: { state?: string; urgency?: string; q?: string; after?: string } }>(
    '/api/referrals',
    ({ query }): Page<ReferralLine> => {
      const words = query.q?.toLocaleLowerCase('en-GB').replaceAll(' ', '');
      const found = record.referrals
        .filter(({ state }) => query.state === undefined || query.state.split(',').includes(state))
        .filter(({ urgency }) => query.urgency === undefined || query.urgency.split(',').includes(urgency))
        .filter(
          ({ patient }) =>
            !words ||
            `${patient.familyName}${patient.givenName}${patient.nhsNumber}${patient.hospitalNumber}`
              .toLocaleLowerCase('en-GB')
              .includes(words),
        )
        .sort((a, b) => a.clock.daysLeft - b.clock.daysLeft)
        .map(referralLine);
      const from = Number(query.after ?? 0);
      const rows = found.slice(from, from + pageRows);
      return from + pageRows < found.length ? { rows, next: String(from + pageRows) } : { rows };
    },
  );

  app.get<{ Params: { id: string } }>('/api/referrals/:id', ({ params }, reply) => {
    const referral = find(params.id);
    if (!referral) return reply.code(404).send({ error: 'There is no such referral.' });
    record.did('view-referral', referral.patient.id, { referral: referral.id });
    const { patient } = referral;
    const detail: ReferralDetail = {
      ...referral,
      advice: adviceFor({
        dateOfBirth: patient.dateOfBirth,
        lesions: referral.lesions,
        today: hospitalDay(record.now()),
      }),
      sameReferral: record.referrals
        .filter((other) => other.patient.id === patient.id && other.id !== referral.id && open.includes(other.state))
        .map(referralLine),
      samePatient: record.people
        .filter(
          (other) =>
            other.id !== patient.id &&
            !record.merged.has(other.id) &&
            other.familyName === patient.familyName &&
            other.dateOfBirth === patient.dateOfBirth,
        )
        .map(lineOf),
    };
    return detail;
  });

  app.post<{ Params: { id: string }; Body: ReferralDecision }>(
    '/api/referrals/:id/decision',
    ({ params, body }, reply) => {
      const referral = find(params.id);
      if (!referral) return reply.code(404).send({ error: 'There is no such referral.' });
      if (referral.state !== 'received' && referral.state !== 'accepted')
        return reply.code(409).send({ error: 'Somebody has decided about this referral already.' });
      const state = ({ accept: 'accepted', reject: 'rejected', duplicate: 'duplicate' } as const)[body.kind];
      referral.state = state;
      if (body.kind === 'reject') referral.stateReason = body.reason;
      if (body.kind === 'duplicate') referral.duplicateOf = body.of;
      record.note(referral.patient.id, `referral-${state}`, body.kind === 'reject' ? { reason: body.reason } : {});
      record.did(`${body.kind}-referral`, referral.patient.id, { referral: referral.id });
      return {};
    },
  );

  app.post<{ Params: { id: string }; Body: { site: string; side?: 'left' | 'right' | 'midline' } }>(
    '/api/referrals/:id/lesions',
    ({ params, body }, reply) => {
      const referral = find(params.id);
      if (!referral) return reply.code(404).send({ error: 'There is no such referral.' });
      const ordinal = referral.lesions.length + 1;
      referral.lesions.push({ id: `LX${ordinal}`, ordinal, ...body });
      return { id: `LX${ordinal}` };
    },
  );
  app.get('/api/body-sites', () => sites);
  app.post<{ Params: { id: string; lesion: string }; Body: { code: string } }>(
    '/api/referrals/:id/lesions/:lesion/site',
    ({ params, body }, reply) => {
      const lesion = find(params.id)?.lesions.find(({ id }) => id === params.lesion);
      const coded = sites.find(({ code }) => code === body.code);
      if (!lesion || !coded) return reply.code(404).send({ error: 'There is no such lesion or site.' });
      lesion.coded = coded;
      return {};
    },
  );

  app.post<{ Body: ReferralForm }>('/api/referrals', ({ body }, reply) => {
    if (body.practice === 'Unknown')
      return reply.code(422).send({ error: 'Something is wrong.', fields: { practice: 'There is no such practice.' } });
    const person: Person = {
      id: idOf(1, record.people.length),
      hospitalNumber: `H${200_000 + record.people.length}`,
      nhsNumber: body.nhsNumber,
      familyName: body.familyName,
      givenName: body.givenName,
      dateOfBirth: body.dateOfBirth,
      address: body.address,
      postcode: body.postcode ?? '',
      language: body.language,
    };
    record.people.push(person);
    const id = idOf(2, record.referrals.length);
    record.referrals.push({
      id,
      patient: lineOf(person),
      urgency: body.urgency,
      state: 'received',
      source: 'form',
      practice: body.practice,
      practitioner: body.practitioner,
      clinicalText: body.clinicalText,
      receivedAt: record.now().toISOString(),
      clock: clock(body.receivedOn, record.now()),
      lesions: body.lesions.map(({ site, side }, index) => ({
        id: `LN${index}`,
        ordinal: index + 1,
        site,
        ...(side ? { side } : {}),
      })),
      documents: body.letter ? [{ id: idOf(4, 99), title: body.letter.title, mediaType: 'application/pdf' }] : [],
      questionnaire: 'none',
      appointments: [],
      address: body.address,
      language: body.language,
    });
    record.note(person.id, 'referral-received', { source: 'form', practice: body.practice });
    return { id };
  });

  app.post<{ Body: string }>('/api/referrals/csv', ({ body }): CsvOutcome => {
    const rows = body.trim().split('\n').slice(1);
    const refused = rows.flatMap((row, index) =>
      row.split(',').length < 4 ? [{ line: index + 2, why: 'The row has too few columns.' }] : [],
    );
    return { taken: 0, known: rows.length - refused.length, refused };
  });

  app.get('/api/documents/:id', async (_, reply) =>
    reply.type('application/pdf').send(await drawnLetter('An invented letter.')),
  );
}
