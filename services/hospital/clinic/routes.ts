/** The clinic's part of the hospital's interface: sites, clinics, appointments, letters. As web/api/clinics.ts says. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Database } from '../database/api.ts';
import { daysBetween } from '../database/clock.ts';
import { recordDeed } from '../database/trail.ts';
import type { Gate, Staff } from '../identity/api.ts';
import type { Bookings } from './booking.ts';
import { booking, cancellation, clinicForm, days, filledIn, newSlot, siteForm } from './forms.ts';
import { clinicDay, clinicDaysMax, clinicLines, messageLines, messageStates, siteLines } from './list.ts';
import type { Messages } from './messages.ts';
import { isRefusal, type Refused, refused, wrongFields } from './refusal.ts';
import type { Sessions } from './sessions.ts';

export interface ClinicRoutesDeps {
  readonly database: Database;
  readonly gate: Gate;
  readonly now: () => Date;
  readonly sessions: Sessions;
  readonly bookings: Bookings;
  readonly messages: Messages;
}

const uuid = z.uuid();
const states = z.array(z.enum(messageStates)).min(1);
const messagesQuery = z.object({
  state: z
    .string()
    .default(messageStates.join(','))
    .transform((text) => text.split(','))
    .pipe(states),
  after: uuid.optional(),
});

export function clinicRoutes(deps: ClinicRoutesDeps): (app: FastifyInstance) => void {
  const { database, gate, now, sessions, bookings, messages } = deps;
  return (app) => {
    const coordinator = { preHandler: gate.allow('coordinator') };
    const letterReader = { preHandler: gate.allow('coordinator', 'it') };

    app.get('/api/sites', coordinator, () => siteLines(database));
    app.post('/api/sites', coordinator, async (request, reply) => {
      const form = filledIn(siteForm, request.body);
      return made(reply, isRefusal(form) ? form : await sessions.saveSite(form, gate.who(request)));
    });

    app.get('/api/clinics', coordinator, async (request, reply) => {
      const form = filledIn(days, request.query);
      if (isRefusal(form)) return no(reply, form);
      const count = daysBetween(form.from, form.to);
      if (count < 0) return no(reply, wrongFields({ to: 'The last day is before the first one.' }));
      if (count >= clinicDaysMax) return no(reply, wrongFields({ to: `Ask for at most ${clinicDaysMax} days.` }));
      return clinicLines(database, form.from, form.to);
    });
    app.post('/api/clinics', coordinator, async (request, reply) => {
      const form = filledIn(clinicForm, request.body);
      return made(reply, isRefusal(form) ? form : await sessions.createClinic(form, gate.who(request)));
    });
    app.get<{ Params: { id: string } }>('/api/clinics/:id', coordinator, async (request, reply) => {
      const id = uuid.safeParse(request.params.id);
      const day = id.success ? await clinicDay(database, id.data, now()) : undefined;
      if (day === undefined) return no(reply, refused(404, 'There is no such clinic.'));
      const seen = day.slots.flatMap(({ booked }) => (booked === undefined ? [] : [booked.patient.id]));
      await lookedAtClinic(gate.who(request), day.id, seen);
      return day;
    });
    app.post<{ Params: { id: string } }>('/api/clinics/:id/cancel', coordinator, async (request, reply) => {
      const form = filledIn(cancellation, request.body);
      if (isRefusal(form)) return no(reply, form);
      const id = uuid.safeParse(request.params.id);
      if (!id.success) return no(reply, refused(404, 'There is no such clinic.'));
      return done(reply, await sessions.cancelClinic(id.data, form.reason, gate.who(request)));
    });

    app.post('/api/appointments', coordinator, async (request, reply) => {
      const form = filledIn(booking, request.body);
      return made(reply, isRefusal(form) ? form : await bookings.book(form, gate.who(request)));
    });
    app.post<{ Params: { id: string } }>('/api/appointments/:id/move', coordinator, async (request, reply) => {
      const form = filledIn(newSlot, request.body);
      return made(reply, isRefusal(form) ? form : await bookings.move(request.params.id, form, gate.who(request)));
    });
    app.post<{ Params: { id: string } }>('/api/appointments/:id/cancel', coordinator, async (request, reply) => {
      const form = filledIn(cancellation, request.body);
      if (isRefusal(form)) return no(reply, form);
      return done(reply, await bookings.cancel(request.params.id, form.reason, gate.who(request)));
    });
    app.post<{ Params: { id: string } }>('/api/appointments/:id/did-not-attend', coordinator, async (request, reply) =>
      done(reply, await bookings.didNotAttend(request.params.id, gate.who(request))),
    );

    app.get('/api/messages', letterReader, async (request, reply) => {
      const form = filledIn(messagesQuery, request.query);
      if (isRefusal(form)) return no(reply, form);
      return messageLines(database, form.state, form.after);
    });
    app.get<{ Params: { id: string } }>('/api/messages/:id/pdf', coordinator, async (request, reply) => {
      const id = uuid.safeParse(request.params.id);
      const letter = id.success ? await messages.pdf(id.data, gate.who(request)) : noLetter;
      if (letter.kind === 'refused') return no(reply, letter);
      return reply
        .type('application/pdf')
        .header('content-disposition', 'inline; filename="letter.pdf"')
        .header('cache-control', 'no-store')
        .send(Buffer.from(letter.bytes));
    });
    app.post<{ Params: { id: string } }>('/api/messages/:id/printed', coordinator, async (request, reply) => {
      const id = uuid.safeParse(request.params.id);
      return done(reply, id.success ? await messages.printed(id.data, gate.who(request)) : noLetter);
    });
    app.post<{ Params: { id: string } }>('/api/messages/:id/again', letterReader, async (request, reply) => {
      const id = uuid.safeParse(request.params.id);
      return done(reply, id.success ? await messages.again(id.data, gate.who(request)) : noLetter);
    });
  };

  /** One entry a look, with everybody who was in the list: an entry for each would bury the rest of the log. */
  async function lookedAtClinic(by: Staff, session: string, patients: readonly string[]): Promise<void> {
    const deed = { at: now(), who: by.subject, whoName: by.name, action: 'view-clinic', detail: { session, patients } };
    await database.transaction((tx) => recordDeed(tx, deed));
  }
}

const noLetter = refused(404, 'There is no such letter.');

function no(reply: FastifyReply, { status, error, fields }: Refused): FastifyReply {
  return reply.code(status).send({ error, ...(fields === undefined ? {} : { fields }) });
}

function made(reply: FastifyReply, outcome: { readonly id: string } | Refused): FastifyReply {
  return isRefusal(outcome) ? no(reply, outcome) : reply.code(201).send({ id: outcome.id });
}

function done(reply: FastifyReply, outcome: { readonly kind: string } | Refused): FastifyReply {
  return isRefusal(outcome) ? no(reply, outcome) : reply.send({});
}
