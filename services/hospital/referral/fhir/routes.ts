/**
 * The FHIR R4 interface for the hospital's record system, below /fhir. JSON only; answers that refuse are OperationOutcomes.
 *
 *   POST /fhir                       a transaction: a referral, or a merge of patients
 *   POST /fhir/Patient/$merge        the same merge as an operation
 *   POST /fhir/<type>/$validate      what is wrong with a resource; nothing is written
 *   GET  /fhir/metadata              CapabilityStatement
 *
 *   400  no JSON, or not FHIR R4     409  the record says otherwise (another person's number, merged already)
 *   404  no such place               413  too large
 *   406  another format wanted       415  another format sent
 *   422  FHIR, and not what a referral needs
 *   503  validation took too long: send it again
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '../../database/api.ts';
import { hospitalDay } from '../../database/clock.ts';
import type { Gate } from '../../identity/api.ts';
import { documentBytesMax, type Intake } from '../api.ts';
import { mergePatients } from '../merge.ts';
import { capabilityStatement } from './capability.ts';
import { type MergeRequest, patientBy, readMergeParameters, readMerges } from './merge.ts';
import { fhirJson, type Issue, outcomeOf, problem } from './outcome.ts';
import { readReferral } from './reading/referral.ts';
import { resourceTypes } from './reading/shapes.ts';
import { transactionResponse } from './response.ts';
import { structureIssues, typeOf, withoutData } from './structure.ts';
import { readTransaction, type Transaction } from './transaction.ts';
import type { Validator } from './validator.ts';

export interface FhirRoutesDeps {
  readonly database: Database;
  readonly gate: Gate;
  readonly intake: Intake;
  readonly validator: Validator;
  readonly now: () => Date;
  /** Called after a merge, for the clinic's worklists. */
  readonly changed: () => void;
  /** Identifier system of the hospital's own patient numbers. */
  readonly hospitalNumberSystem: string;
}

/** One letter of the greatest size as base64, and as much again for smaller ones and all else. */
const fhirBytesMax = 2 * Math.ceil((documentBytesMax * 4) / 3);

/** Answers with the issues. */
function refuse(reply: FastifyReply, status: number, issues: readonly Issue[]): FastifyReply {
  return reply
    .code(status)
    .type(fhirJson)
    .send(JSON.stringify(outcomeOf(issues)));
}

function answer(reply: FastifyReply, status: number, resource: object): FastifyReply {
  return reply.code(status).type(fhirJson).send(JSON.stringify(resource));
}

export function fhirRoutes(deps: FhirRoutesDeps): (app: FastifyInstance) => void {
  const guard = { preHandler: deps.gate.system('fhir') };
  return (app) => {
    app.register(
      async (scope) => {
        takeFhirJson(scope);
        scope.get('/metadata', guard, (_request, reply) => answer(reply, 200, capabilityStatement(deps.now())));
        scope.post('/', guard, (request, reply) => transact(deps, request, reply));
        scope.post('/Patient/$merge', guard, (request, reply) => mergeOperation(deps, request, reply));
        for (const type of resourceTypes) {
          scope.post(`/${type}/$validate`, guard, (request, reply) => validateOperation(deps, type, request, reply));
        }
      },
      { prefix: '/fhir' },
    );
  };
}

/** JSON as FHIR names it, and errors of the transport as OperationOutcomes. */
function takeFhirJson(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    /^application\/(fhir\+)?json\b/,
    { parseAs: 'string', bodyLimit: fhirBytesMax },
    scope.getDefaultJsonParser('error', 'error'),
  );
  scope.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const { statusCode: status = 500 } = error;
    if (status >= 500) throw error; // ours: the application's own handler answers and logs it
    const sentences: Readonly<Record<number, Issue>> = {
      413: problem('too-long', `A document has at most ${fhirBytesMax} bytes.`),
      415: problem('not-supported', 'Send application/fhir+json.'),
    };
    return refuse(reply, status, [sentences[status] ?? problem('structure', 'This is not JSON.')]);
  });
  scope.setNotFoundHandler((_request, reply) =>
    refuse(reply, 404, [problem('not-supported', 'There is nothing here: see GET /fhir/metadata.')]),
  );
  scope.addHook('onRequest', async (request, reply) => {
    const wanted = String(Reflect.get(request.query ?? {}, '_format') ?? request.headers.accept ?? '');
    if (wanted !== '' && !/json|\*\/\*|application\/\*/.test(wanted)) {
      return refuse(reply, 406, [problem('not-supported', 'Only application/fhir+json is answered.')]);
    }
  });
}

/** What FHIR itself says of a document. Undefined: the validators did not come to an end. */
async function fhirIssues({ validator }: FhirRoutesDeps, document: unknown): Promise<readonly Issue[] | undefined> {
  const issues = structureIssues(document);
  return issues.length > 0 ? issues : validator.validate(withoutData(document));
}

/** True when the document is FHIR R4; otherwise the request is answered. */
async function isFhir(deps: FhirRoutesDeps, document: unknown, reply: FastifyReply): Promise<boolean> {
  const issues = await fhirIssues(deps, document);
  if (issues === undefined) {
    reply.header('retry-after', '30');
    refuse(reply, 503, [problem('timeout', 'It could not be validated in time: send it again.')]);
    return false;
  }
  if (issues.length > 0) refuse(reply, 400, issues);
  return issues.length === 0;
}

async function transact(deps: FhirRoutesDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const document = request.body;
  if (!(await isFhir(deps, document, reply))) return reply;
  const transaction = readTransaction(document);
  if (transaction.kind === 'refused') {
    return refuse(reply, typeOf(document) === 'Bundle' ? 422 : 400, transaction.issues);
  }
  const merges = readMerges(transaction);
  if (merges !== undefined) return mergeTransaction(deps, transaction, merges, request, reply);

  const read = readReferral(transaction, {
    today: hospitalDay(deps.now()),
    hospitalNumberSystem: deps.hospitalNumberSystem,
  });
  if (!('referral' in read)) return refuse(reply, 422, read);
  const { subject: who, name: whoName } = deps.gate.who(request);
  const outcome = await deps.intake.take(
    { ...read.referral, original: withoutData(document) },
    { who: `service:fhir:${who}`, whoName },
  );
  if (outcome.kind === 'refused') {
    const isInvalid = outcome.reason === 'invalid';
    const code = isInvalid ? 'value' : 'conflict';
    const told = Object.entries(outcome.fields).map(([field, why]) => problem(code, `${field}: ${why}`));
    return refuse(reply, isInvalid ? 422 : 409, told);
  }
  return answer(reply, 200, await transactionResponse(deps.database, transaction, read, outcome));
}

async function validateOperation(
  deps: FhirRoutesDeps,
  type: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const issues = await fhirIssues(deps, request.body);
  if (issues === undefined) return refuse(reply, 503, [problem('timeout', 'It could not be validated in time.')]);
  const found = typeOf(request.body);
  const other = found !== undefined && found !== type ? [problem('invalid', `This is a ${found}.`, found)] : [];
  return answer(reply, 200, outcomeOf([...issues, ...other]));
}

async function mergeOperation(
  deps: FhirRoutesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (!(await isFhir(deps, request.body, reply))) return reply;
  const merge = readMergeParameters(request.body);
  if (!('from' in merge)) return refuse(reply, 422, merge);
  const refused = await mergeAll(deps, [merge], request);
  if (refused !== undefined) return refuse(reply, refused.status, refused.issues);
  return answer(reply, 200, outcomeOf([{ severity: 'information', code: 'informational', diagnostics: 'Merged.' }]));
}

async function mergeTransaction(
  deps: FhirRoutesDeps,
  transaction: Transaction,
  merges: readonly MergeRequest[] | readonly Issue[],
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const requests = merges.filter((merge) => 'from' in merge);
  if (requests.length < merges.length) return refuse(reply, 422, merges as readonly Issue[]);
  const refused = await mergeAll(deps, requests, request);
  if (refused !== undefined) return refuse(reply, refused.status, refused.issues);
  const entry = transaction.entries.map(() => ({ response: { status: '200 OK' } }));
  return answer(reply, 200, { resourceType: 'Bundle', type: 'transaction-response', entry });
}

interface Refused {
  readonly status: number;
  readonly issues: readonly Issue[];
}

/** Takes a transaction back; nothing went wrong with the database. */
class NotMerged extends Error {
  readonly refused: Refused;
  constructor(refused: Refused) {
    super('not merged');
    this.refused = refused;
  }
}

/** All of them, or none and why. */
async function mergeAll(
  { database, gate, now, changed, hospitalNumberSystem }: FhirRoutesDeps,
  merges: readonly MergeRequest[],
  request: FastifyRequest,
): Promise<Refused | undefined> {
  const { subject, name: whoName } = gate.who(request);
  const by = { who: `service:fhir:${subject}`, whoName };
  try {
    await database.transaction(async (tx) => {
      for (const { from, into, path } of merges) {
        const [source, target] = [
          await patientBy(tx, from, hospitalNumberSystem),
          await patientBy(tx, into, hospitalNumberSystem),
        ];
        if (source === undefined || target === undefined) {
          const sentence = 'A patient with these identifiers is not known here.';
          throw new NotMerged({ status: 404, issues: [problem('not-found', sentence, path)] });
        }
        if (source === 'several' || target === 'several') {
          const sentence = 'The identifiers are of more than one patient here.';
          throw new NotMerged({ status: 409, issues: [problem('conflict', sentence, path)] });
        }
        const done = await tx.query('select id from patient where id = $1 and merged_into = $2', [source, target]);
        if (done.length > 0) continue; // it was said before
        const why = 'The record system says that both are one person.';
        const outcome = await mergePatients(tx, { from: source, into: target, why, otherBirthday: false }, by, now());
        if (outcome.kind !== 'done') {
          throw new NotMerged({ status: 409, issues: [problem('conflict', outcome.error, path)] });
        }
      }
    });
  } catch (error) {
    if (error instanceof NotMerged) return error.refused;
    throw error;
  }
  changed();
  return undefined;
}
