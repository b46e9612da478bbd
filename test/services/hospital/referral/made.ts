/** Invented referrals, and what the referral service needs around it. */
import Fastify, { type FastifyInstance } from 'fastify';
import type { Database } from '../../../../services/hospital/database/api.ts';
import type { Gate, Role, Staff } from '../../../../services/hospital/identity/api.ts';
import type { IncomingReferral, Intake } from '../../../../services/hospital/referral/api.ts';
import { openIntake } from '../../../../services/hospital/referral/intake.ts';
import { referralRoutes } from '../../../../services/hospital/referral/routes.ts';

export const moment = new Date('2026-11-22T10:00:00Z');
export const now = () => moment;
export const by = { who: 'staff-1', whoName: 'Ann Hale' };
export const letter = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');

/** The nth invented NHS number: begins with 999 and passes the check digit. */
export function nhsNumberOf(n: number): string {
  for (let found = -1, base = 999_000_000; ; base++) {
    const digits = String(base);
    const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check < 10) found++;
    if (found === n) return `${digits}${check}`;
  }
}

export function referralOf(changes: Partial<IncomingReferral> = {}): IncomingReferral {
  return {
    source: 'form',
    urgency: 'urgent',
    practice: 'Histon Surgery',
    practitioner: 'Dr Ina Bell',
    clinicalText: 'A dark mole that has grown.',
    receivedOn: '2026-11-20',
    patient: margaret,
    lesions: [{ site: 'Shin', side: 'left' }],
    ...changes,
  };
}

export const margaret: IncomingReferral['patient'] = {
  nhsNumber: '9990000018',
  familyName: 'Okonkwo-Bright',
  givenName: 'Margaret',
  dateOfBirth: '1958-04-03',
} as IncomingReferral['patient'];

export function patientOf(n: number, changes: object = {}): IncomingReferral['patient'] {
  return {
    nhsNumber: nhsNumberOf(n),
    familyName: `Invented${n}`,
    givenName: 'Pat',
    dateOfBirth: `19${String(30 + (n % 60)).padStart(2, '0')}-0${1 + (n % 9)}-1${n % 10}`,
    ...changes,
  } as unknown as IncomingReferral['patient'];
}

/** Who is signed in is what the header says: `x-role: coordinator`. */
export const gate: Gate = {
  allow:
    (...roles) =>
    async (request, reply) => {
      const role = request.headers['x-role'];
      if (typeof role !== 'string') return reply.code(401).send({ error: 'Sign in.' });
      if (!roles.includes(role as Role)) return reply.code(403).send({ error: 'Not yours.' });
    },
  system: () => async (request, reply) => {
    if (request.headers.authorization !== 'Bearer good') return reply.code(401).send({ error: 'No token.' });
  },
  who: (request): Staff => ({
    subject: String(request.headers['x-role'] ?? 'system-1'),
    name: 'Ann Hale',
    roles: [],
  }),
};

export interface Desk {
  readonly app: FastifyInstance;
  readonly intake: Intake;
  /** How often the clinic was told that something changed. */
  readonly changes: () => number;
  get(url: string, role?: string): Promise<Answer>;
  post(url: string, body: unknown, role?: string): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects
  readonly body: any;
}

export function deskOn(database: Database): Desk {
  let changes = 0;
  const changed = () => {
    changes++;
  };
  const intake = openIntake({ database, now, changed });
  const app = Fastify();
  referralRoutes({ database, gate, intake, now, changed })(app);
  const answer = ({ statusCode, body }: { statusCode: number; body: string }): Answer => ({
    status: statusCode,
    body: body === '' ? undefined : JSON.parse(body),
  });
  return {
    app,
    intake,
    changes: () => changes,
    get: async (url, role = 'coordinator') => answer(await app.inject({ url, headers: { 'x-role': role } })),
    post: async (url, body, role = 'coordinator') =>
      answer(await app.inject({ method: 'POST', url, headers: { 'x-role': role }, payload: body as object })),
  };
}
