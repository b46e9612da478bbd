/** The stand-in's photographers. Its badges are a picture of nothing: a QR code is drawn by the real service. */
import type { FastifyInstance } from 'fastify';
import type { GivenBadge, StationStaffLine } from '../../../services/hospital/web/api/visits.ts';
import { idOf } from './people.ts';
import type { Mutable } from './record.ts';

const dot =
  'data:image/svg+xml;base64,' +
  Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h3v3H1zM5 1h3v3H5zM1 5h3v3H1zM6 6h1v1H6z"/></svg>',
  ).toString('base64');

export function staffRoutes(app: FastifyInstance, now: () => Date): void {
  const at = () => now().toISOString();
  const staff: Mutable<StationStaffLine>[] = [
    { id: idOf(7, 1), name: 'Callum Ferreira', active: true, hasPin: true, hasBadge: false, changedAt: at() },
    { id: idOf(7, 2), name: 'Rosa Sato', active: true, hasPin: true, hasBadge: true, changedAt: at() },
    {
      id: idOf(7, 3),
      name: 'Maximiliana Featherstonehaugh-Cholmondeley',
      active: true,
      hasPin: false,
      hasBadge: false,
      changedAt: at(),
    },
    { id: idOf(7, 4), name: 'Una Leaver', active: false, hasPin: false, hasBadge: false, changedAt: at() },
  ];
  const found = (params: { id: string }) => {
    const person = staff.find(({ id }) => id === params.id);
    if (!person) throw new Error('there is nobody with this id');
    person.changedAt = at();
    return person;
  };
  app.get('/api/station-staff', () => [...staff].sort((a, b) => Number(b.active) - Number(a.active)));
  app.post<{ Body: { name: string } }>('/api/station-staff', ({ body }, reply) => {
    if (staff.some(({ active, name }) => active && name === body.name))
      return reply.code(409).send({
        error:
          'Somebody with this name is there already. Write the name so that both can be told apart at the station.',
      });
    const id = idOf(7, staff.length + 1);
    staff.push({ id, name: body.name, active: true, hasPin: false, hasBadge: false, changedAt: at() });
    return { id };
  });
  app.post<{ Params: { id: string }; Body: { pin?: string; again?: string; generate?: true } }>(
    '/api/station-staff/:id/pin',
    ({ params, body }, reply) => {
      if (body.pin === '1234')
        return reply
          .code(422)
          .send({ error: 'This PIN cannot be set.', fields: { pin: 'This one is guessed first. Choose another.' } });
      found(params).hasPin = true;
      return body.generate ? { pin: '604183' } : {};
    },
  );
  app.post<{ Params: { id: string } }>('/api/station-staff/:id/badge', ({ params }): GivenBadge => {
    found(params).hasBadge = true;
    return { code: 'LB-ABCDEFGH234567IJ', picture: dot };
  });
  app.post<{ Params: { id: string } }>('/api/station-staff/:id/badge-back', ({ params }) => {
    found(params).hasBadge = false;
    return {};
  });
  app.post<{ Params: { id: string }; Body: { active: boolean } }>(
    '/api/station-staff/:id/state',
    ({ params, body }) => {
      Object.assign(found(params), { active: body.active, hasPin: false, hasBadge: false });
      return {};
    },
  );
}
