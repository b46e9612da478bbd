/** Signing in and out, who is signed in, and the audit log. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Database } from '../database/api.ts';
import { recordDeed } from '../database/trail.ts';
import type { Me } from '../web/api/shared.ts';
import type { Gate } from './api.ts';
import type { Anchors } from './audit/anchors.ts';
import { auditRoutes } from './audit/routes.ts';
import { html, page, style, stylePath } from './page.ts';
import { cookieName } from './plugin.ts';
import { everyRole } from './roles.ts';
import { type SignIn, safePath } from './sign-in.ts';

/** Tabs in which somebody may be signing in at the same time; the oldest is forgotten. */
const pendingMax = 5;

export interface IdentityRoutesDeps {
  readonly database: Database;
  readonly gate: Gate;
  readonly signIn: SignIn;
  readonly anchors: Anchors;
  readonly origin: string;
  /** Whom to ask for a role: ends the sentence "Please ask …". */
  readonly askForRole: string;
  readonly now: () => Date;
}

export function identityRoutes(deps: IdentityRoutesDeps): (app: FastifyInstance) => void {
  const { database, gate, signIn, origin, askForRole, now } = deps;
  const record = (who: string, whoName: string, action: string, detail = {}) =>
    database.transaction((tx) => recordDeed(tx, { at: now(), who, whoName, action, detail }));

  return (app) => {
    app.get(stylePath, (_, reply) => reply.type('text/css').send(style));

    app.get<{ Querystring: { to?: unknown } }>('/sign-in', async (request, reply) => {
      const to = safePath(request.query.to, origin);
      const here = new URL(origin).host;
      // under another name of this machine the way back would find no session
      if (request.headers.host !== here) return reply.redirect(`${origin}/sign-in?to=${encodeURIComponent(to)}`);
      if (request.session.staff !== undefined) return reply.redirect(to);
      const begun = await signIn.begin(to);
      if (begun === undefined) return unreachable(reply);
      request.session.pending = [...(request.session.pending ?? []), begun.pending].slice(-pendingMax);
      return reply.redirect(begun.url.href);
    });

    app.get<{ Querystring: { state?: unknown } }>('/signed-in', async (request, reply) => {
      const { session, query } = request;
      const pending = session.pending?.find(({ state }) => state === query.state);
      if (pending === undefined) {
        if (session.staff !== undefined) return reply.redirect('/');
        return again(reply, 'This sign-in was begun in another browser, or too long ago.');
      }
      session.pending = session.pending?.filter((other) => other !== pending) ?? []; // each is good for one try
      const outcome = await signIn.finish(new URL(request.url, origin), pending);
      switch (outcome.kind) {
        case 'unreachable':
          return unreachable(reply);
        case 'refused':
          await record('unknown', 'unknown', 'sign-in-refused', { why: outcome.why });
          return again(reply, 'The sign-in was not completed.');
        case 'without-role': {
          const { subject, name } = outcome.staff;
          await record(subject, name, 'sign-in-refused', { why: 'without-role' });
          return withoutRole(reply, name, await signIn.endUrl(outcome.idToken));
        }
        case 'signed-in': {
          const { staff, idToken } = outcome;
          await record(staff.subject, staff.name, 'sign-in', { roles: staff.roles });
          await session.regenerate(); // an id that was planted before is worth nothing now
          Object.assign(request.session, { staff, idToken, signedInAt: now().getTime() });
          reply.generateCsrf(); // made here, so that two tabs that ask at once are told the same
          return reply.redirect(pending.to);
        }
      }
    });

    /** Answers with where the page has to go on to, so that the provider signs out too. */
    app.post('/sign-out', { preHandler: gate.allow(...everyRole) }, async (request, reply) => {
      const { subject, name } = gate.who(request);
      const { idToken } = request.session;
      await record(subject, name, 'sign-out');
      await request.session.destroy();
      reply.clearCookie(cookieName, { path: '/' });
      return { to: await signIn.endUrl(idToken) };
    });

    app.get('/signed-out', (_, reply) =>
      show(reply, 200, 'You are signed out', html`<p><a href="/sign-in?to=/">Sign in again</a></p>`),
    );

    app.get('/api/me', { preHandler: gate.allow(...everyRole) }, async (request, reply): Promise<Me> => {
      const { name, roles } = gate.who(request);
      return { name, roles, csrf: reply.generateCsrf() };
    });

    auditRoutes(deps)(app);
  };

  function withoutRole(reply: FastifyReply, name: string, endUrl: string): FastifyReply {
    return show(
      reply,
      403,
      'You have no role here',
      html`<p>You are signed in as <strong>${name}</strong>, but nobody has given you a role in Lentigo.</p>
<p>Please ask ${askForRole}.</p>
<p><a href="${endUrl}">Sign out and sign in as somebody else</a></p>`,
    );
  }
}

function again(reply: FastifyReply, what: string): FastifyReply {
  return show(reply, 400, 'You are not signed in', html`<p>${what}</p><p><a href="/sign-in?to=/">Start again</a></p>`);
}

function unreachable(reply: FastifyReply): FastifyReply {
  return show(
    reply,
    503,
    'Signing in does not work at the moment',
    html`<p>The hospital's sign-in does not answer. Nothing is lost: please try again in a minute, and tell central IT if it stays so.</p>
<p><a href="/sign-in?to=/">Try again</a></p>`,
  );
}

function show(reply: FastifyReply, code: number, title: string, body: ReturnType<typeof html>): FastifyReply {
  return reply.code(code).type('text/html; charset=utf-8').send(page({ title, body }));
}
