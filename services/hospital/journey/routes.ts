/** GET /api/patients/:id/journey: all that happened to one patient, under whatever number. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Database, Queries } from '../database/api.ts';
import { hospitalDay } from '../database/clock.ts';
import { recordDeed } from '../database/trail.ts';
import type { Gate } from '../identity/api.ts';
import type { Journey } from '../web/api/patients.ts';
import type { ReferralLine } from '../web/api/referrals.ts';
import { attachmentRoutes } from './attachment.ts';
import { attachmentsOf, visitsOf } from './visits.ts';

export interface JourneyRoutesDeps {
  readonly database: Database;
  readonly gate: Gate;
  readonly now: () => Date;
  /** All referrals of these patients, from the referral service. `today`: the hospital's day, for their clocks. */
  readonly referralsOf: (on: Queries, patients: readonly string[], today: string) => Promise<readonly ReferralLine[]>;
}

/** Rows of one timeline; the oldest are left out beyond it. */
const eventsMax = 2_000;
const picturesMax = 2_000;

const noPatient = { error: 'There is no such patient.' };

export function journeyRoutes(deps: JourneyRoutesDeps): (app: FastifyInstance) => void {
  const { database, gate, now } = deps;
  return (app) => {
    attachmentRoutes(deps)(app);
    app.get<{ Params: { id: string } }>(
      '/api/patients/:id/journey',
      { preHandler: gate.allow('coordinator', 'consultant') },
      async (request, reply) => {
        const id = z.uuid().safeParse(request.params.id);
        if (!id.success) return reply.code(404).send(noPatient);
        const at = now();
        const journey = await readJourney(deps, id.data, hospitalDay(at));
        if (journey === undefined) return reply.code(404).send(noPatient);
        const { subject: who, name: whoName } = gate.who(request);
        const patient = journey.patient.id;
        await database.transaction((tx) => recordDeed(tx, { at, who, whoName, action: 'view-journey', patient }));
        return journey;
      },
    );
  };
}

interface PatientRow {
  readonly id: string;
  readonly hospitalNumber: string;
  readonly nhsNumber: string | null;
  readonly familyName: string;
  readonly givenName: string;
  readonly dateOfBirth: string;
  readonly mergedInto: string | null;
  readonly email: string | null;
  readonly telephone: string | null;
}

/**
 * The record that was asked for, with what happened to the person: under it, under the one it was merged into, and
 * under all that were merged into that.
 */
async function readJourney(
  { database, referralsOf }: JourneyRoutesDeps,
  id: string,
  today: string,
): Promise<Journey | undefined> {
  const [row] = await database.query<PatientRow>(
    `select id, hospital_number as "hospitalNumber", nhs_number as "nhsNumber", family_name as "familyName",
       given_name as "givenName", date_of_birth as "dateOfBirth", merged_into as "mergedInto", email, telephone
     from patient where id = $1`,
    [id],
  );
  if (row === undefined) return undefined;
  const holds = row.mergedInto ?? row.id;
  const records = await database.query<{ id: string }>('select id from patient where id = $1 or merged_into = $1', [
    holds,
  ]);
  const patients = records.map((record) => record.id);
  const { nhsNumber, mergedInto, email, telephone, ...line } = row;
  const visits = await visitsOf(database, patients);
  return {
    patient: {
      ...line,
      ...(nhsNumber === null ? {} : { nhsNumber }),
      ...(mergedInto === null ? {} : { mergedInto }),
      ...(email === null ? {} : { email }),
      ...(telephone === null ? {} : { telephone }),
    },
    referrals: await referralsOf(database, patients, today),
    events: await eventsOf(database, patients),
    pictures: await picturesOf(database, patients, visits.retaken),
    visits: visits.lines,
    attachments: await attachmentsOf(database, patients),
  };
}

async function eventsOf(on: Queries, patients: readonly string[]): Promise<Journey['events']> {
  const rows = await on.query<{
    at: Date;
    referral: string | null;
    kind: string;
    detail: Readonly<Record<string, string | number | boolean>>;
  }>(
    `select at, referral, kind, detail from
       (select seq, at, referral, kind, detail from event where patient = any($1::uuid[])
        order by at desc, seq desc limit ${eventsMax}) newest
     order by at, seq`,
    [patients],
  );
  return rows.map(({ at, referral, kind, detail }) => ({
    at: at.toISOString(),
    ...(referral === null ? {} : { referral }),
    kind,
    detail,
  }));
}

type Picture = Journey['pictures'][number];

async function picturesOf(
  on: Queries,
  patients: readonly string[],
  retaken: ReadonlySet<string>,
): Promise<Journey['pictures']> {
  const rows = await on.query<{
    parcel: string;
    sopUid: string;
    takenAt: Date;
    ordinal: number;
    site: string;
    side: NonNullable<Picture['lesion']['side']> | null;
    view: Picture['view'];
    polarised: boolean;
    state: Picture['state'];
    referral: string;
  }>(
    `select picture.parcel, picture.sop_uid as "sopUid", picture.taken_at as "takenAt", lesion.ordinal, lesion.site, lesion.side,
       picture.view, picture.polarised, picture.state, picture.referral
     from picture join lesion on lesion.id = picture.lesion
     where picture.patient = any($1::uuid[]) order by picture.taken_at, picture.sop_uid limit ${picturesMax}`,
    [patients],
  );
  return rows.map(({ parcel, takenAt, ordinal, site, side, ...picture }) => ({
    ...picture,
    ...(retaken.has(parcel) ? { retaken: true } : {}),
    takenAt: takenAt.toISOString(),
    lesion: { ordinal, site, ...(side === null ? {} : { side }) },
  }));
}
