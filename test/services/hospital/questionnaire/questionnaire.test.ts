/** The patient's questionnaire: every language whole, answers taken once, a mislaid letter is not enough. */
import { randomBytes } from 'node:crypto';
import Fastify, { type FastifyInstance, type LightMyRequestResponse } from 'fastify';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Database } from '../../../../services/hospital/database/api.ts';
import { birthdaysMax, secretHash } from '../../../../services/hospital/questionnaire/answering.ts';
import type { Answer, Sheet } from '../../../../services/hospital/questionnaire/api.ts';
import { questionnaireResource, readForm, staffWords } from '../../../../services/hospital/questionnaire/form.ts';
import { questionnaireRoutes } from '../../../../services/hospital/questionnaire/routes.ts';
import { sheetOf, stationSheets } from '../../../../services/hospital/questionnaire/sheet.ts';
import { stationSheet } from '../../../../services/wire/questionnaire.ts';
import { databases } from '../../../support/databases.ts';
import { bookedAt, type Filled, fill, nhsNumber, slotAt, ubrn } from '../outbound/filled.ts';
import { fhirTroubles } from '../outbound/validators.ts';

const form = readForm();
const born = '1958-04-03';
const full: Readonly<Record<string, Answer>> = {
  'who.answering': 'helper',
  'who.helper': 'córka',
  'skin.since': 'months',
  'skin.changed': ['size', 'colour'],
  'skin.feels': ['none'],
  'skin.more': '',
  'history.cancer': 'no',
  'history.cancer-which': 'not asked, so not kept',
  'history.family': 'unsure',
  'sun.type': '2',
  'sun.burned': 'yes',
  'sun.beds': 'never',
  'medicines.any': true,
  'medicines.list': '  Apixaban\n5 mg  ',
  'medicines.immune': 'no',
  'medicines.blood': 'yes',
  'health.allergies': false,
  'health.device': 'no',
};

const files = suite('the questionnaire’s files');

files('every language has every question, option and word, and no other', () => {
  const [english, ...others] = form.languages;
  assert.equal(
    form.languages.map(({ language }) => language),
    ['en', 'ar', 'pl'],
  );
  const place = { slotAt: slotAt.toISOString(), site: 'Histon Surgery' };
  for (const words of form.languages) {
    const sheet = sheetOf(form, words, place, false);
    assert.ok(sheet.questions.length >= 20);
    assert.equal(Object.keys(words.words), Object.keys(english?.words ?? {}));
    for (const name of ['step', 'tooLong', 'question', 'page'])
      assert.equal(words.words[name]?.match(/\{\w+\}/g), english?.words[name]?.match(/\{\w+\}/g));
    assert.is(words.introduction.length, english?.introduction.length);
  }
  for (const { language, questions, options, reviewedByNativeReader } of others) {
    const known = form.questionnaire.item.flatMap((group) => [group.linkId, ...group.item.map(({ linkId }) => linkId)]);
    assert.equal(Object.keys(questions).sort(), [...known].sort(), language);
    const coded = form.questionnaire.item.flatMap(({ item }) => item.filter(({ answerOption }) => answerOption));
    assert.equal(Object.keys(options).sort(), coded.map(({ linkId }) => linkId).sort(), language);
    assert.type(reviewedByNativeReader, 'boolean');
  }
});

files(
  'the station gets every language as its wire form wants it, and six rows on its screen hold every question’s answers',
  () => {
    const sheets = stationSheets(form);
    assert.equal(
      sheets.map(({ language, name, direction }) => [language, name, direction]),
      [
        ['en', 'English', 'ltr'],
        ['ar', 'العربية', 'rtl'],
        ['pl', 'Polski', 'ltr'],
      ],
    );
    for (const sheet of sheets) {
      assert.equal(stationSheet.parse(JSON.parse(JSON.stringify(sheet))), sheet);
      for (const { linkId, options } of sheet.questions) assert.ok(options.length <= 6, linkId);
    }
    const waiting = sheets[0]?.questions.find(({ linkId }) => linkId === 'medicines.list');
    assert.equal(waiting?.when, { linkId: 'medicines.any', is: true });
  },
);

files('it is a FHIR Questionnaire, with its translations in it', () => {
  assert.equal(fhirTroubles(form.questionnaire), []);
  const resource = questionnaireResource(form);
  assert.equal(fhirTroubles(resource), []);
  assert.match(JSON.stringify(resource), 'Bardzo rzadko się oparza');
});

files('staff read the questions in their own words', () => {
  const words = staffWords(form);
  assert.is(words('sun.beds'), 'Have you ever used sunbeds?');
  assert.is(words('sun.beds', 'few'), 'A few times');
  assert.is(words('nothing'), undefined);
});

files.run();

for (const engine of databases) {
  const test = suite(`the patient’s link on ${engine.name}`);

  interface Bench {
    readonly app: FastifyInstance;
    readonly database: Database;
    readonly filled: Filled;
    readonly secret: string;
    readonly changes: () => number;
    readonly ask: (secret: string, language?: string) => Promise<LightMyRequestResponse>;
    readonly answer: (
      answers?: Readonly<Record<string, Answer>>,
      dateOfBirth?: string,
    ) => Promise<LightMyRequestResponse>;
    readonly close: () => Promise<void>;
  }

  async function bench(requestsPerMinuteMax = 1_000): Promise<Bench> {
    const database = await engine.open();
    const filled = await fill(database);
    const secret = randomBytes(20).toString('base64url');
    const link = 'insert into questionnaire_link (secret_hash, appointment, expires_at) values ($1, $2, $3)';
    await database.query(link, [secretHash(secret), filled.appointment, slotAt]);
    await database.query(link, [secretHash('over-and-done-with'), filled.appointment, bookedAt]);
    const app = Fastify();
    let changes = 0;
    const changed = () => {
      changes += 1;
    };
    app.register(async (scope) =>
      questionnaireRoutes({ database, form, now: () => bookedAt, changed, requestsPerMinuteMax })(scope),
    );
    return {
      ...{ app, database, filled, secret },
      changes: () => changes,
      ask: (asked, language = 'en') => app.inject({ url: `/q/${asked}/questions?language=${language}` }),
      answer: (answers = full, dateOfBirth = born) =>
        app.inject({ method: 'POST', url: `/q/${secret}/answers`, payload: { language: 'pl', dateOfBirth, answers } }),
      async close() {
        await app.close();
        await database.close();
      },
    };
  }

  test('the link shows when and where and the questions, in the patient’s language, and nobody’s name', async () => {
    const { ask, secret, database, app, close } = await bench();
    const answer = await ask(secret, 'ar-EG');
    assert.is(answer.statusCode, 200);
    assert.is(answer.headers['cache-control'], 'no-store');
    const sheet = answer.json<Sheet>();
    assert.is(sheet.direction, 'rtl');
    assert.is(sheet.questions[0]?.text, 'من يجيب عن هذه الأسئلة؟');
    assert.equal(sheet.appointment, { slotAt: slotAt.toISOString(), site: 'Histon Surgery' });
    assert.not.match(answer.body, /Okonkwo|Margaret|1958|999000/);
    assert.is((await ask(secret, 'cy')).json<Sheet>().language, 'en');
    await database.query("update patient set language = 'pl-PL'");
    assert.is((await app.inject({ url: `/q/${secret}/questions` })).json<Sheet>().language, 'pl');
    await close();
  });

  test('a wrong secret, one that is over and one that is none get the same answer', async () => {
    const { ask, app, close } = await bench();
    const answers = await Promise.all(
      ['over-and-done-with', 'a-secret-that-never-was', 'short', '%00%00'].map((wrong) => ask(wrong)),
    );
    for (const { statusCode, body } of answers) {
      assert.is(statusCode, 404);
      assert.is(body, answers[0]?.body);
    }
    const payload = { language: 'en', dateOfBirth: born, answers: full };
    const sent = await app.inject({ method: 'POST', url: '/q/over-and-done-with/answers', payload });
    assert.is(sent.statusCode, 404);
    assert.is(sent.body, answers[0]?.body);
    await close();
  });

  test('answers are kept as FHIR, in the staff’s words, once; the journey and the worklists hear of it', async () => {
    const { answer, ask, secret, database, filled, changes, close } = await bench();
    const sent = await answer();
    assert.is(sent.statusCode, 201, sent.body);
    assert.is(changes(), 1);
    const rows = await database.query<{ referral: string; status: string; response: Record<string, unknown> }>(
      'select referral, status, response from questionnaire_response',
    );
    assert.is(rows.length, 1);
    assert.is(rows[0]?.referral, filled.referral);
    assert.is(rows[0]?.status, 'completed');
    const response = rows[0]?.response ?? {};
    assert.equal(fhirTroubles(response), []);
    const text = JSON.stringify(response);
    for (const part of [nhsNumber, ubrn, '"It has become bigger"', 'Apixaban\\n5 mg"', 'córka', '"valueBoolean":true'])
      assert.ok(text.includes(part), part);
    assert.not.match(text, /not asked|skin\.more/);
    assert.is((await answer()).statusCode, 409);
    const after = (await ask(secret)).json<Sheet>();
    assert.ok(after.answered);
    assert.equal(after.questions, []);
    assert.is(changes(), 1);
    const events = await database.query("select kind from event where kind = 'questionnaire-answered'");
    assert.is(events.length, 1);
    await close();
  });

  test('sent twice at once, it is taken once', async () => {
    const { answer, database, close } = await bench();
    const codes = (await Promise.all([answer(), answer(), answer()])).map(({ statusCode }) => statusCode).sort();
    assert.equal(codes, [201, 409, 409]);
    assert.is((await database.query('select id from questionnaire_response')).length, 1);
    await close();
  });

  test('what does not fit its question is told beside it, in the patient’s language', async () => {
    const { answer, database, close } = await bench();
    const wrongs: Readonly<Record<string, Answer>> = {
      'sun.type': '7',
      'skin.feels': ['none', 'itches'],
      'skin.changed': ['size', 'size'],
      'medicines.any': 'yes',
      'health.device': [],
      'skin.more': 'x'.repeat(1_001),
      'who.helper': '   ',
      __proto__x: 'no such question',
    };
    const { statusCode, body } = await answer({ ...full, ...wrongs });
    assert.is(statusCode, 422);
    const { fields } = JSON.parse(body) as { fields: Record<string, string> };
    assert.equal(Object.keys(fields).sort(), Object.keys(wrongs).sort());
    assert.is(fields['skin.more'], 'Proszę napisać krócej: najwyżej 1000 znaków.');
    assert.is(fields['sun.type'], 'Proszę odpowiedzieć na to pytanie.');
    assert.equal(await database.query('select id from questionnaire_response'), []);
    await close();
  });

  test('after too many wrong dates of birth the link takes no more, not even the right one', async () => {
    const { answer, database, close } = await bench();
    assert.is((await answer(full, '1958-02-30')).statusCode, 422); // no day at all: not counted
    for (let left = birthdaysMax - 1; left > 0; left--) {
      const wrong = await answer(full, '1960-01-01');
      assert.is(wrong.statusCode, 422);
      assert.equal(Object.keys(wrong.json<{ fields: object }>().fields), ['dateOfBirth']);
    }
    assert.is((await answer(full, '1960-01-01')).statusCode, 423);
    assert.is((await answer()).statusCode, 423);
    assert.equal(await database.query('select id from questionnaire_response'), []);
    await close();
  });

  test('wrong dates that come all at once are all counted', async () => {
    const { answer, database, close } = await bench();
    await Promise.all(Array.from({ length: 20 }, () => answer(full, '1960-01-01')));
    const counted = await database.query(
      'select wrong_birthdays as n from questionnaire_link where wrong_birthdays > 0',
    );
    assert.equal(counted, [{ n: birthdaysMax }]);
    await close();
  });

  test('one address asks only so often', async () => {
    const { ask, secret, close } = await bench(3);
    const codes: number[] = [];
    for (let time = 0; time < 4; time++) codes.push((await ask(secret)).statusCode);
    assert.equal(codes, [200, 200, 200, 429]);
    const { error } = (await ask(secret, 'pl')).json<{ error: string }>();
    assert.match(error, 'Zbyt wiele prób');
    await close();
  });

  test('what is no set of answers is refused', async () => {
    const { app, secret, close } = await bench();
    const payloads = [{}, [], { language: 'en', dateOfBirth: born, answers: { a: { b: 1 } } }];
    for (const payload of payloads)
      assert.is((await app.inject({ method: 'POST', url: `/q/${secret}/answers`, payload })).statusCode, 400);
    const large = { language: 'en', dateOfBirth: born, answers: { 'skin.more': 'x'.repeat(70_000) } };
    assert.is((await app.inject({ method: 'POST', url: `/q/${secret}/answers`, payload: large })).statusCode, 413);
    await close();
  });

  test.after(engine.stop);
  test.run();
}
