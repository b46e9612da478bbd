/** What is answered when something is wrong: to the pages as a `Refusal`, to systems as a FHIR OperationOutcome. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Refusal } from './api/shared.ts';
import { traceOf } from './discreet.ts';

/** For requests that the framework refuses before a route sees them. */
const sentences: Readonly<Record<number, string>> = {
  400: 'This request cannot be read. Check it and send it again.',
  403: 'This is not allowed.',
  404: 'There is nothing at this address.',
  405: 'This is not done in this way.',
  413: 'This is too large. A letter may have 20 MB at most.',
  415: 'This kind of content is not taken here.',
  429: 'Too many requests. Wait a minute and try again.',
};

/** FHIR R4, value set issue-type. */
const issueTypes: Readonly<Record<number, string>> = {
  404: 'not-found',
  405: 'not-supported',
  413: 'too-long',
  415: 'not-supported',
  429: 'throttled',
  500: 'exception',
};

export function answerRefusals(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const fields = fieldsOf(error);
    const code = fields ? 400 : error instanceof SyntaxError ? 400 : (error.statusCode ?? 500);
    if (code >= 400 && code < 500) {
      const sentence = sentences[code] ?? 'This request was refused.';
      return refuse(request, reply, code, fields ? { error: sentence, fields } : { error: sentence });
    }
    request.log.error({ method: request.method, route: request.routeOptions.url, ...traceOf(error) }, 'request failed');
    const sentence = `Something went wrong here, and nothing was changed. Tell support the number ${request.id}.`;
    return refuse(request, reply, 500, { error: sentence });
  });
}

/** As the hospital's pages read it, or as FHIR does. */
export function refuse(request: FastifyRequest, reply: FastifyReply, code: number, refusal: Refusal): FastifyReply {
  if (!/^\/fhir([/?]|$)/.test(request.url))
    return reply.code(code).type('application/json; charset=utf-8').send(refusal);
  const issue = { severity: 'error', code: issueTypes[code] ?? 'invalid', diagnostics: refusal.error };
  return reply
    .code(code)
    .type('application/fhir+json')
    .send({ resourceType: 'OperationOutcome', issue: [issue] });
}

/** The places that a schema (zod) found wrong, where an error is of that kind. */
function fieldsOf(error: Error): Readonly<Record<string, string>> | undefined {
  if (!('issues' in error) || !Array.isArray(error.issues) || !/^\$?ZodError$/.test(error.name)) return undefined;
  const issues: readonly { path: readonly PropertyKey[]; message: string }[] = error.issues;
  return Object.fromEntries(issues.map(({ path, message }) => [path.map(String).join('.'), message]));
}
