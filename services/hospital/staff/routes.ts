/** The page of the photographers: who may sign in at stations. Paths and shapes: services/hospital/web/api/visits.ts. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import QRCode from 'qrcode';
import { z } from 'zod';
import { pin as pinForm } from '../../wire/staff.ts';
import type { Gate } from '../identity/api.ts';
import type { GivenBadge } from '../web/api/visits.ts';
import {
  addMember,
  type Changed,
  giveBadge,
  type StaffDeps,
  setActive,
  setPin,
  stationStaff,
  takeBadge,
} from './members.ts';
import { isEasy, newBadgeCode, newPin } from './secrets.ts';

export interface StaffRoutesDeps extends StaffDeps {
  readonly gate: Gate;
}

const idInPath = z.object({ id: z.uuid() });
const newMember = z.object({
  name: z
    .string()
    .transform((name) => name.trim().replaceAll(/\s+/g, ' ').normalize('NFC'))
    .pipe(
      z
        .string()
        .min(1, 'Write the name as it is to stand on the station’s screen.')
        .max(120, 'At most 120 characters.'),
    ),
});
const givenPin = z
  .object({ pin: pinForm, again: z.string() })
  .refine(({ pin }) => !isEasy(pin), { path: ['pin'], message: 'This one is guessed first. Choose another.' })
  .refine(({ pin, again }) => pin === again, { path: ['again'], message: 'The two are not the same.' });
const wantedPin = z.union([z.strictObject({ generate: z.literal(true) }), givenPin]);

const noSuchPerson = 'There is no such person who may sign in. Load the list again.';

export function staffRoutes(deps: StaffRoutesDeps): (app: FastifyInstance) => void {
  const { database, gate } = deps;
  const idOf = (request: FastifyRequest) => idInPath.safeParse(request.params).data?.id;

  function answer(reply: FastifyReply, changed: Changed, more: object = {}): unknown {
    switch (changed.kind) {
      case 'done':
        return more;
      case 'unknown':
        return refuse(reply, 404, noSuchPerson);
      case 'refused':
        return refuse(reply, 409, changed.sentence);
    }
  }

  return (app) => {
    const preHandler = gate.allow('coordinator', 'it');

    app.get('/api/station-staff', { preHandler }, () => stationStaff(database));

    app.post('/api/station-staff', { preHandler }, async (request, reply) => {
      const body = newMember.safeParse(request.body);
      if (!body.success) return refuse(reply, 422, 'The name is missing.', fieldsOf(body.error));
      const added = await addMember(deps, body.data.name, gate.who(request));
      return answer(reply, added, added.kind === 'done' ? { id: added.id } : {});
    });

    app.post('/api/station-staff/:id/pin', { preHandler }, async (request, reply) => {
      const id = idOf(request);
      const wanted = wantedPin.safeParse(request.body);
      if (!wanted.success) return refuse(reply, 422, 'This PIN cannot be set.', pinFields(request.body));
      const [pin, told] = 'pin' in wanted.data ? [wanted.data.pin, {}] : made(newPin());
      return id === undefined
        ? refuse(reply, 404, noSuchPerson)
        : answer(reply, await setPin(deps, id, pin, gate.who(request)), told);
    });

    app.post('/api/station-staff/:id/badge', { preHandler }, async (request, reply) => {
      const id = idOf(request);
      if (id === undefined) return refuse(reply, 404, noSuchPerson);
      const code = newBadgeCode();
      const given = await giveBadge(deps, id, code, gate.who(request));
      return answer(reply, given, given.kind === 'done' ? await badgeOf(code) : {});
    });

    app.post('/api/station-staff/:id/badge-back', { preHandler }, async (request, reply) => {
      const id = idOf(request);
      if (id === undefined) return refuse(reply, 404, noSuchPerson);
      return answer(reply, await takeBadge(deps, id, gate.who(request)));
    });

    app.post('/api/station-staff/:id/state', { preHandler }, async (request, reply) => {
      const id = idOf(request);
      const body = z.object({ active: z.boolean() }).safeParse(request.body);
      if (!body.success) return refuse(reply, 422, 'Say whether this person may sign in.');
      if (id === undefined) return refuse(reply, 404, noSuchPerson);
      return answer(reply, await setActive(deps, id, body.data.active, gate.who(request)));
    });
  };
}

function made(pin: string): readonly [string, object] {
  return [pin, { pin }];
}

/** What is wrong with a PIN that was typed, by field; a union's own errors would not say. */
function pinFields(body: unknown): Readonly<Record<string, string>> {
  const read = givenPin.safeParse(body);
  return read.success ? {} : fieldsOf(read.error);
}

/** Black on white whatever the page's colours are: scanners read it from paper. */
async function badgeOf(code: string): Promise<GivenBadge> {
  const svg = await QRCode.toString(code, { type: 'svg', errorCorrectionLevel: 'Q', margin: 4 });
  return { code, picture: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}` };
}

function refuse(reply: FastifyReply, status: number, error: string, fields?: Readonly<Record<string, string>>) {
  return reply.code(status).send({ error, ...(fields === undefined ? {} : { fields }) });
}

function fieldsOf({ issues }: z.ZodError): Readonly<Record<string, string>> {
  return Object.fromEntries(issues.map(({ path, message }) => [path.map(String).join('.'), message]));
}
