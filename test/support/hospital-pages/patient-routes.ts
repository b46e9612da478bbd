/** The stand-in's reconciliation, journeys, pictures, way out and audit. */
import type { FastifyInstance } from 'fastify';
import { hospitalDay } from '../../../services/hospital/database/clock.ts';
import type { OutboundLine } from '../../../services/hospital/web/api/outbound.ts';
import type {
  AccessReport,
  AuditCheck,
  Journey,
  ReconciliationLine,
} from '../../../services/hospital/web/api/patients.ts';
import type { Page } from '../../../services/hospital/web/api/shared.ts';
import { drawnPicture } from './drawn.ts';
import { idOf, lineOf } from './people.ts';
import type { HospitalRecord } from './record.ts';
import { referralLine } from './referral-routes.ts';
import { papersOf, visitsOf } from './visits.ts';

interface Decision {
  readonly kind: 'file' | 'file-beside' | 'keep-out';
  readonly appointment?: string;
  readonly lesion?: string;
  readonly view?: 'locating' | 'close-up' | 'dermoscopic';
  readonly why: string;
}

export function patientRoutes(app: FastifyInstance, record: HospitalRecord): void {
  app.get<{ Querystring: { state?: string } }>(
    '/api/reconciliation',
    ({ query }): Page<ReconciliationLine> => ({
      rows: record.waiting
        .filter(({ state }) => state === (query.state ?? 'open'))
        .sort((a, b) => a.noticedAt.localeCompare(b.noticedAt)),
    }),
  );
  app.get<{ Params: { parcel: string } }>('/api/reconciliation/:parcel', ({ params }, reply) => {
    const found = record.waiting.find(({ parcel }) => parcel === params.parcel);
    return found ?? reply.code(404).send({ error: 'There is no such picture.' });
  });
  app.get<{ Params: { parcel: string } }>('/api/reconciliation/:parcel/picture', async ({ params }, reply) =>
    reply.type('image/jpeg').send(await drawnPicture(params.parcel, 1200)),
  );
  app.post<{ Params: { parcel: string }; Body: Decision }>(
    '/api/reconciliation/:parcel/decision',
    ({ params, body }, reply) => {
      const found = record.waiting.find(({ parcel }) => parcel === params.parcel);
      if (!found) return reply.code(404).send({ error: 'There is no such picture.' });
      if (found.state !== 'open')
        return reply.code(409).send({ error: 'Somebody has decided about this picture already.' });
      found.state = body.kind === 'keep-out' ? 'kept-out' : 'filed';
      found.decision = { by: 'Ada Coordinator', at: record.now().toISOString(), why: body.why };
      const referral = record.referrals.find(({ appointments }) =>
        appointments.some(({ id }) => id === body.appointment),
      );
      const lesion = referral?.lesions.find(({ id }) => id === body.lesion);
      if (referral && lesion && body.view) {
        const sopUid = `1.2.826.0.1.3680043.10.999.77.${record.pictures.length}`;
        record.pictures.push({
          sopUid,
          patient: referral.patient.id,
          referral: referral.id,
          takenAt: found.takenAt ?? found.noticedAt,
          lesion: { ordinal: lesion.ordinal, site: lesion.site },
          view: body.view,
          polarised: false,
          state: 'filed',
        });
        record.note(referral.patient.id, 'picture-filed', { sopUid, lesion: lesion.id, view: body.view });
      }
      return {};
    },
  );

  app.get<{ Params: { id: string } }>('/api/patients/:id/journey', ({ params }, reply) => {
    const person = record.people.find(({ id }) => id === params.id);
    if (!person) return reply.code(404).send({ error: 'There is no such patient.' });
    record.did('view-journey', person.id);
    const mergedInto = record.merged.get(person.id);
    const today = hospitalDay(record.now());
    const journey: Journey = {
      patient: {
        ...lineOf(person),
        ...(mergedInto ? { mergedInto } : {}),
        ...(person.email ? { email: person.email } : {}),
        ...(person.telephone ? { telephone: person.telephone } : {}),
      },
      referrals: record.referrals.filter(({ patient }) => patient.id === person.id).map(referralLine),
      events: record.events
        .filter(({ patient }) => patient === person.id)
        .sort((a, b) => a.at.localeCompare(b.at))
        .map(({ at, kind, detail }) => ({ at, kind, detail })),
      pictures: record.pictures
        .filter(({ patient }) => patient === person.id)
        .map((picture, place) => (place === 1 ? { ...picture, retaken: true } : picture)),
      // whoever has pictures was at the station
      visits: record.pictures.some(({ patient }) => patient === person.id) ? visitsOf(today) : [],
      attachments: record.pictures.some(({ patient }) => patient === person.id) ? papersOf(today) : [],
    };
    return journey;
  });
  app.get<{ Params: { id: string } }>('/api/patients/:id/access-report', ({ params }, reply) => {
    const person = record.people.find(({ id }) => id === params.id);
    if (!person) return reply.code(404).send({ error: 'There is no such patient.' });
    const report: AccessReport = {
      patient: lineOf(person),
      entries: record.deeds.filter(({ patient }) => patient === person.id),
    };
    return report;
  });
  app.post<{ Params: { id: string }; Body: { into: string } }>('/api/patients/:id/merge', ({ params, body }) => {
    record.merged.set(params.id, body.into);
    const into = record.people.find(({ id }) => id === body.into);
    for (const referral of record.referrals)
      if (into && referral.patient.id === params.id) referral.patient = lineOf(into);
    record.note(body.into, 'patients-merged', { from: params.id, into: body.into });
    return {};
  });

  for (const [size, widthPx] of [
    ['preview', 1600],
    ['thumbnail', 320],
  ] as const)
    app.get<{ Params: { sopUid: string } }>(`/api/pictures/:sopUid/${size}`, async ({ params }, reply) =>
      reply.type('image/jpeg').send(await drawnPicture(params.sopUid, widthPx)),
    );
  app.post<{ Params: { sopUid: string }; Body: { why: string } }>(
    '/api/pictures/:sopUid/wrong-patient',
    ({ params, body }, reply) => {
      const picture = record.pictures.find(({ sopUid }) => sopUid === params.sopUid);
      const person = record.people.find(({ id }) => id === picture?.patient);
      if (!picture || !person) return reply.code(404).send({ error: 'There is no such picture.' });
      picture.state = 'rejected';
      record.note(person.id, 'picture-rejected', { sopUid: picture.sopUid, why: body.why });
      record.waiting.push({
        parcel: idOf(6, 50 + record.waiting.length),
        what: 'picture',
        station: 'histon-1',
        reason: 'wrong-patient',
        noticedAt: record.now().toISOString(),
        takenAt: picture.takenAt,
        state: 'open',
        openable: true,
        differences: [],
        candidates: [],
        wasFiledTo: lineOf(person),
      });
      return {};
    },
  );

  app.get<{ Params: { parcel: string } }>('/api/attachments/:parcel', async ({ params }, reply) => {
    record.did('view-attachment', params.parcel);
    return reply.type('image/jpeg').send(await drawnPicture(params.parcel, 1200));
  });
  app.post('/api/attachments/:parcel/wrong-patient', () => ({}));

  app.get<{ Querystring: { state: string } }>(
    '/api/outbound',
    ({ query }): Page<OutboundLine> => ({
      rows: record.outbound.filter(({ state }) => query.state.split(',').includes(state)),
    }),
  );
  app.post<{ Params: { seq: string } }>('/api/outbound/:seq/again', ({ params }) => {
    for (const line of record.outbound) if (line.seq === Number(params.seq)) line.state = 'waiting';
    return {};
  });
  app.get('/api/audit', () => ({ rows: [...record.deeds].reverse() }));
  app.get('/api/audit/check', (): AuditCheck => ({ entries: record.deeds.length, lastHash: 'c0ffee'.padEnd(64, '0') }));
}
