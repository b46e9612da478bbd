/** The stand-in's sites, clinics, appointments and messages. */
import type { FastifyInstance } from 'fastify';
import { hospitalDay } from '../../../services/hospital/database/clock.ts';
import type {
  Booking,
  ClinicDay,
  ClinicForm,
  ClinicLine,
  MessageLine,
  Site,
} from '../../../services/hospital/web/api/clinics.ts';
import type { Page } from '../../../services/hospital/web/api/shared.ts';
import { drawnLetter } from './drawn.ts';
import { idOf } from './people.ts';
import type { Clinic, HospitalRecord } from './record.ts';

function slotsOf(record: HospitalRecord, clinic: Clinic): ClinicDay['slots'] {
  const slots: ClinicDay['slots'][number][] = [];
  for (let ms = Date.parse(clinic.startsAt); ms < Date.parse(clinic.endsAt); ms += clinic.slotMinutes * 60_000) {
    const at = new Date(ms).toISOString();
    const taken = record.booked.find(({ session, slotAt }) => session === clinic.id && slotAt === at);
    const referral = record.referrals.find(({ id }) => id === taken?.referral);
    const appointment = referral?.appointments.find(({ id }) => id === taken?.appointment);
    if (!referral || !appointment || appointment.state === 'cancelled' || appointment.state === 'moved') {
      slots.push({ at });
      continue;
    }
    const { patient, urgency, clock, lesions, questionnaire, id } = referral;
    const pictures = record.pictures.filter((picture) => picture.referral === id && picture.state === 'filed').length;
    slots.push({
      at,
      booked: {
        appointment: appointment.id,
        state: appointment.state,
        patient,
        referral: id,
        urgency,
        clock,
        lesions: lesions.length,
        questionnaire,
        pictures,
      },
    });
  }
  return slots;
}

function lineOf(record: HospitalRecord, clinic: Clinic): ClinicLine {
  const slots = slotsOf(record, clinic);
  const count = (state: string) => slots.filter(({ booked }) => booked?.state === state).length;
  return {
    ...clinic,
    slots: slots.length,
    taken: slots.filter(({ booked }) => booked).length,
    seen: count('seen'),
    didNotAttend: count('did-not-attend'),
  };
}

export function clinicRoutes(app: FastifyInstance, record: HospitalRecord): void {
  const findAppointment = (id: string) => {
    const referral = record.referrals.find(({ appointments }) => appointments.some((one) => one.id === id));
    const appointment = referral?.appointments.find((one) => one.id === id);
    return referral && appointment ? { referral, appointment } : undefined;
  };
  const book = ({ referral: id, session, slotAt }: Booking) => {
    const clinic = record.clinics.find((one) => one.id === session);
    const referral = record.referrals.find((one) => one.id === id);
    if (!clinic || !referral) return undefined;
    if (slotsOf(record, clinic).some(({ at, booked }) => at === slotAt && booked)) return undefined;
    const appointment = `AN${record.booked.length}`;
    referral.appointments.push({ id: appointment, slotAt, site: clinic.site.name, state: 'booked' });
    referral.state = 'booked';
    record.booked.push({ session, slotAt, referral: id, appointment });
    record.note(referral.patient.id, 'appointment-booked', { appointment, slotAt, site: clinic.site.name });
    record.messages.push({
      id: idOf(5, 100 + record.messages.length),
      kind: 'invitation',
      state: 'to-print',
      patient: referral.patient,
      slotAt,
    });
    return appointment;
  };
  const taken = { error: 'This time was taken by somebody else meanwhile. Choose another one.' };

  app.get('/api/sites', () => record.sites);
  app.post<{ Body: Site }>('/api/sites', ({ body }) => {
    record.sites = [...record.sites.filter(({ id }) => id !== body.id), body];
    return {};
  });
  app.get<{ Querystring: { from: string; to: string } }>('/api/clinics', ({ query }) =>
    record.clinics
      .filter(({ startsAt }) => {
        const day = hospitalDay(new Date(startsAt));
        return day >= query.from && day <= query.to;
      })
      .sort((a, b) => a.startsAt.localeCompare(b.startsAt))
      .map((clinic) => lineOf(record, clinic)),
  );
  app.post<{ Body: ClinicForm }>('/api/clinics', ({ body }) => {
    const id = idOf(3, record.clinics.length);
    const site = record.sites.find((one) => one.id === body.site);
    record.clinics.push({
      id,
      site: { id: body.site, name: site?.name ?? body.site },
      station: body.station,
      startsAt: `${body.day}T${body.from}:00.000Z`,
      endsAt: `${body.day}T${body.to}:00.000Z`,
      slotMinutes: body.slotMinutes,
      photographer: body.photographer,
      state: 'open',
    });
    return { id };
  });
  app.get<{ Params: { id: string } }>('/api/clinics/:id', ({ params }, reply) => {
    const clinic = record.clinics.find(({ id }) => id === params.id);
    if (!clinic) return reply.code(404).send({ error: 'There is no such clinic.' });
    return { ...lineOf(record, clinic), slots: slotsOf(record, clinic) };
  });
  app.post<{ Params: { id: string }; Body: { reason: string } }>(
    '/api/clinics/:id/cancel',
    ({ params, body }, reply) => {
      const clinic = record.clinics.find(({ id }) => id === params.id);
      if (!clinic) return reply.code(404).send({ error: 'There is no such clinic.' });
      for (const { booked } of slotsOf(record, clinic)) {
        const found = booked && findAppointment(booked.appointment);
        if (found?.appointment.state !== 'booked') continue;
        Object.assign(found.appointment, { state: 'cancelled', reason: body.reason });
        found.referral.state = 'accepted';
      }
      clinic.state = 'cancelled';
      return {};
    },
  );
  app.post<{ Body: Booking }>('/api/appointments', ({ body }, reply) => {
    const id = book(body);
    return id ? { id } : reply.code(409).send(taken);
  });
  app.post<{ Params: { id: string; what: string }; Body: { reason: string; session: string; slotAt: string } }>(
    '/api/appointments/:id/:what',
    ({ params, body }, reply) => {
      const found = findAppointment(params.id);
      if (found?.appointment.state !== 'booked')
        return reply.code(409).send({ error: 'This appointment is not open any more.' });
      const { referral, appointment } = found;
      if (params.what === 'move') {
        const id = book({ referral: referral.id, session: body.session, slotAt: body.slotAt });
        if (!id) return reply.code(409).send(taken);
        appointment.state = 'moved';
        return { id };
      }
      appointment.state = params.what === 'cancel' ? 'cancelled' : 'did-not-attend';
      if (params.what === 'cancel') appointment.reason = body.reason;
      referral.state = 'accepted';
      record.note(referral.patient.id, params.what === 'cancel' ? 'appointment-cancelled' : 'did-not-attend', {
        reason: body.reason ?? '',
      });
      return {};
    },
  );

  app.get<{ Querystring: { state: string } }>(
    '/api/messages',
    ({ query }): Page<MessageLine> => ({
      rows: record.messages.filter(({ state }) => query.state.split(',').includes(state)),
    }),
  );
  app.get('/api/messages/:id/pdf', async (_, reply) =>
    reply.type('application/pdf').send(await drawnLetter('An invitation.')),
  );
  app.post<{ Params: { id: string; what: string } }>('/api/messages/:id/:what', ({ params }, reply) => {
    const message = record.messages.find(({ id }) => id === params.id);
    if (!message) return reply.code(404).send({ error: 'There is no such message.' });
    message.state = params.what === 'printed' ? 'printed' : 'waiting';
    return {};
  });
}
