/**
 * What the patient's page asks: no sign-in, only the secret of the letter's link. A secret that never was and one whose
 * time is over get the same answer. Nothing that is answered here may stay in a cache.
 */
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Database } from '../database/api.ts';
import { openSheet, takeAnswers } from './answering.ts';
import { isDay } from './answers.ts';
import type { Form } from './form.ts';
import { wordsFor } from './form.ts';

/** From one address: a household's worth, and many phones behind the one address of a mobile network. */
const requestsPerMinuteMaxDefault = 60;
const bodyBytesMax = 64 * 1024;
const answersMax = 100;
const languageMax = 35;

export interface QuestionnaireDeps {
  readonly database: Database;
  readonly form: Form;
  readonly now: () => Date;
  /** The stations' worklists show the answers. */
  readonly changed: () => void;
  readonly requestsPerMinuteMax?: number;
}

/** As long as secrets are that cannot be guessed, with room for how the clinic writes them. */
const secretForm = z.string().regex(/^[A-Za-z0-9_-]{16,128}$/);
const languageForm = z.string().min(2).max(languageMax);
const answer = z.union([z.boolean(), z.string().max(10_000), z.array(z.string().max(100)).max(50)]);
const body = z.object({
  language: languageForm,
  dateOfBirth: z.string().max(10),
  answers: z
    .record(z.string().max(100), answer)
    .refine((all) => Object.keys(all).length <= answersMax, 'too many answers'),
});

export function questionnaireRoutes(deps: QuestionnaireDeps): (app: FastifyInstance) => void {
  const { database, form, now, changed, requestsPerMinuteMax = requestsPerMinuteMaxDefault } = deps;
  const gone = (language: unknown) => {
    const read = languageForm.safeParse(language);
    return { error: wordsFor(form, read.data).words.gone };
  };
  return (app) => {
    app.register(async (scope) => {
      await scope.register(rateLimit, {
        max: requestsPerMinuteMax,
        timeWindow: '1 minute',
        errorResponseBuilder: (request) =>
          Object.assign(new Error(wordsFor(form, languageOf(request.query)).words.busy), { statusCode: 429 }),
      });
      scope.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
        // our own sentence for too many requests; the rest is a bug or no JSON, and is told as Fastify tells it
        if (error.statusCode !== 429) throw error;
        return reply.code(429).send({ error: error.message });
      });
      scope.addHook('onRequest', async (_request, reply) => {
        reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
      });

      scope.get<{ Params: { secret: string } }>('/q/:secret/questions', async (request, reply) => {
        const secret = secretForm.safeParse(request.params.secret);
        const language = languageOf(request.query);
        const sheet = secret.success
          ? await openSheet(database, form, { secret: secret.data, language, at: now() })
          : undefined;
        return sheet ?? reply.code(404).send(gone(language));
      });

      scope.post<{ Params: { secret: string } }>(
        '/q/:secret/answers',
        { bodyLimit: bodyBytesMax },
        async (request, reply) => {
          const secret = secretForm.safeParse(request.params.secret);
          const given = body.safeParse(request.body);
          if (!secret.success) return reply.code(404).send(gone(given.data?.language));
          if (!given.success) return reply.code(400).send({ error: 'Send these answers from the page of the link.' });
          if (!isDay(given.data.dateOfBirth)) {
            const { words } = wordsFor(form, given.data.language);
            return reply.code(422).send({ error: words.problems, fields: { dateOfBirth: words.noBirth } });
          }
          const taken = await takeAnswers(database, form, { secret: secret.data, given: given.data, at: now() });
          switch (taken.kind) {
            case 'taken':
              changed();
              return reply.code(201).send({});
            case 'unknown':
              return reply.code(404).send(gone(given.data.language));
            case 'answered-before':
              return reply.code(409).send({ error: taken.error });
            case 'locked':
              return reply.code(423).send({ error: taken.error });
            case 'problems':
              return reply.code(422).send({ error: taken.error, fields: taken.fields });
            default:
              return taken satisfies never;
          }
        },
      );
    });
  };
}

function languageOf(query: unknown): string | undefined {
  return z.object({ language: languageForm }).safeParse(query).data?.language;
}
