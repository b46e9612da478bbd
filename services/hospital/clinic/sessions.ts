/** Sites, their stations, and clinic sessions: making them, and calling a whole clinic off. */
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Queries } from '../database/api.ts';
import { recordDeed } from '../database/trail.ts';
import type { Staff } from '../identity/api.ts';
import { type ClinicDeps, closeAppointment, lockedSession } from './appointment.ts';
import type { clinicForm, siteForm } from './forms.ts';
import { type Refused, refused, wrongFields } from './refusal.ts';
import { sessionTimes } from './slots.ts';

type Made = { readonly kind: 'made'; readonly id: string };

export interface Sessions {
  /** Makes the site, or changes it. Stations that are not known are made; one of another site moves here. */
  saveSite(form: z.infer<typeof siteForm>, by: Staff): Promise<Made | Refused>;
  createClinic(form: z.infer<typeof clinicForm>, by: Staff): Promise<Made | Refused>;
  /** Also cancels its appointments; each patient is told. */
  cancelClinic(
    id: string,
    reason: string,
    by: Staff,
  ): Promise<{ readonly kind: 'cancelled'; readonly told: number } | Refused>;
}

export function sessions(deps: ClinicDeps): Sessions {
  const { database, now, changed } = deps;
  return {
    async saveSite(form, by) {
      const saved = await database.transaction(async (tx): Promise<Made | Refused> => {
        const unplaceable = await whyNotHere(tx, form.id, form.stations);
        if (unplaceable !== undefined) return wrongFields({ stations: unplaceable });
        await tx.query(
          `insert into site (id, name, address, directions, parking) values ($1, $2, $3, $4, $5)
           on conflict (id) do update set name = $2, address = $3, directions = $4, parking = $5`,
          [form.id, form.name, form.address, form.directions, form.parking],
        );
        for (const station of new Set(form.stations)) {
          await tx.query('insert into station (id, site) values ($1, $2) on conflict (id) do update set site = $2', [
            station,
            form.id,
          ]);
        }
        await deed(tx, by, 'save-site', { site: form.id, stations: form.stations });
        return { kind: 'made', id: form.id };
      });
      if (saved.kind === 'made') changed();
      return saved;
    },

    async createClinic(form, by) {
      const times = sessionTimes(form, now());
      if ('fields' in times) return wrongFields(times.fields);
      const made = await database.transaction(async (tx): Promise<Made | Refused> => {
        const [station] = await tx.query<{ site: string }>('select site from station where id = $1 for update', [
          form.station,
        ]);
        if (station === undefined) return wrongFields({ station: 'There is no such station.' });
        if (station.site !== form.site) return wrongFields({ station: 'This station is at another site.' });
        const [other] = await tx.query(
          `select id from session where station = $1 and state = 'open' and starts_at < $2 and ends_at > $3`,
          [form.station, times.endsAt, times.startsAt],
        );
        if (other !== undefined) {
          return refused(409, 'This station has another clinic at that time. Choose another time or another station.');
        }
        const id = randomUUID();
        await tx.query(
          `insert into session (id, site, station, starts_at, ends_at, slot_minutes, photographer, state)
           values ($1, $2, $3, $4, $5, $6, $7, 'open')`,
          [id, form.site, form.station, times.startsAt, times.endsAt, times.slotMinutes, form.photographer],
        );
        await deed(tx, by, 'create-clinic', { session: id, station: form.station });
        return { kind: 'made', id };
      });
      if (made.kind === 'made') changed();
      return made;
    },

    async cancelClinic(id, reason, by) {
      const done = await database.transaction(async (tx) => {
        const session = await lockedSession(tx, id);
        if (session === undefined) return refused(404, 'There is no such clinic.');
        if (session.state === 'cancelled') return refused(409, 'This clinic is cancelled already.');
        await tx.query(`update session set state = 'cancelled' where id = $1`, [id]);
        const booked = await tx.query<{ id: string }>(
          // who was photographed already stays: those pictures are filed to the appointment
          `select id from appointment where session = $1 and state = 'booked' and not exists
             (select 1 from picture where picture.appointment = appointment.id and picture.state = 'filed')
           order by slot_at`,
          [id],
        );
        for (const appointment of booked) {
          await closeAppointment(tx, deps, { appointment: appointment.id, as: 'cancelled', reason, by });
        }
        await deed(tx, by, 'cancel-clinic', { session: id, reason, appointments: booked.length });
        return { kind: 'cancelled' as const, told: booked.length };
      });
      if (done.kind === 'cancelled') changed();
      return done;
    },
  };

  /** Why these stations cannot be those of the site; undefined when they can. Locks them. */
  async function whyNotHere(tx: Queries, site: string, stations: readonly string[]): Promise<string | undefined> {
    const theirs = 'from station where site = $1 or id = any($2::text[]) order by id';
    // First the lock: a statement that has waited for one still sees the clinics as they were before.
    await tx.query(`select id ${theirs} for update`, [site, stations]);
    const rows = await tx.query<{ id: string; site: string; coming: boolean }>(
      `select id, site, exists (select 1 from session
         where session.station = station.id and session.state = 'open' and ends_at > $3) as coming ${theirs}`,
      [site, stations, now()],
    );
    for (const station of rows) {
      if (!stations.includes(station.id)) {
        return `${station.id} is at this site. To move it, add it to the site where it is now.`;
      }
      if (station.site !== site && station.coming) {
        return `${station.id} has coming clinics at another site. It can be moved when they are over or cancelled.`;
      }
    }
    return undefined;
  }

  function deed(tx: Queries, by: Staff, action: string, detail: Readonly<Record<string, unknown>>): Promise<void> {
    return recordDeed(tx, { at: now(), who: by.subject, whoName: by.name, action, detail });
  }
}
