/** Letters by e-mail, to a real SMTP server that the test runs. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { attemptsMax, backOffMs, leaseMs, mailQueue } from '../../../../services/hospital/clinic/mail/queue.ts';
import { smtpMailer } from '../../../../services/hospital/clinic/mail/smtp.ts';
import { databases } from '../../../support/databases.ts';
import { silent } from '../../../support/hospital.ts';
import { freePort } from '../../../support/places.ts';
import { coordinator, type SmallHospital, smallHospital } from './hospital.ts';

interface Received {
  readonly raw: Buffer;
}

/** Takes every mail, unless `answer` says otherwise for its recipient. */
async function sink(answer: (to: string) => number | undefined = () => undefined) {
  const mails: Received[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo({ address }, _, done) {
      const code = answer(address);
      done(code === undefined ? null : Object.assign(new Error('not here'), { responseCode: code }));
    },
    onData(stream, _, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        mails.push({ raw: Buffer.concat(parts) });
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    mails,
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

const email = 'margaret@home.invalid';

for (const engine of databases) {
  const test = suite(`letters by e-mail on ${engine.name}`);

  async function withQueue(
    port: number,
    work: (hospital: SmallHospital, queue: ReturnType<typeof mailQueue>) => Promise<void>,
  ) {
    const database = await engine.open();
    const hospital = await smallHospital(database, { byEmail: true });
    const mailer = smtpMailer({
      host: '127.0.0.1',
      port,
      tls: 'none',
      from: 'Photography <photography@hospital.invalid>',
    });
    const queue = mailQueue({ database, mailer, now: hospital.now, log: silent });
    await work(hospital, queue);
    await queue.close();
    await database.close();
  }
  const later = (hospital: SmallHospital, ms: number) => hospital.setTime(new Date(hospital.now().getTime() + ms));
  const letters = (hospital: SmallHospital) =>
    hospital.database.query<{ id: string; kind: string; state: string; attempts: number; lastError: string | null }>(
      'select id, kind, state, attempts, last_error as "lastError" from message order by written_at, kind',
    );

  test('an invitation arrives once, with the letter as PDF and nothing of the illness in its head', async () => {
    const server = await sink();
    await withQueue(server.port, async (hospital, queue) => {
      const { referral, patient } = await hospital.refer({ email });
      const id = await hospital.bookSlot(referral, await hospital.clinicOn('2026-11-23'), 0);
      await queue.drain();
      await queue.drain();
      assert.is(server.mails.length, 1);
      const mail = await simpleParser(server.mails[0]?.raw ?? '');
      const [letter] = await letters(hospital);
      assert.is(letter?.state, 'sent');
      assert.is(mail.messageId, `<${letter?.id}@hospital.invalid>`);
      assert.is(mail.subject, 'Your appointment');
      assert.equal(mail.to && !Array.isArray(mail.to) ? mail.to.value.map(({ address }) => address) : [], [email]);
      assert.match(mail.text ?? '', /Monday 23 November 2026, 09:00/);
      assert.match(mail.text ?? '', /https:\/\/skin\.hospital\.invalid\/q\/[\w-]{27}/);
      assert.is(mail.attachments.length, 1);
      assert.is(mail.attachments[0]?.contentType, 'application/pdf');
      const [kept] = await hospital.database.query<{ pdf: Uint8Array }>(
        'select pdf from message where appointment = $1',
        [id],
      );
      assert.ok(mail.attachments[0]?.content.equals(Buffer.from(kept?.pdf ?? [])));
      const events = await hospital.database.query<{ detail: object }>(
        "select detail from event where kind = 'message-sent' and patient = $1",
        [patient],
      );
      assert.equal(events, [{ detail: { kind: 'invitation', how: 'e-mail' } }]);
    });
    await server.close();
  });

  test('who has no e-mail address gets a letter to be printed', async () => {
    const server = await sink();
    await withQueue(server.port, async (hospital, queue) => {
      await hospital.bookSlot((await hospital.refer()).referral, await hospital.clinicOn('2026-11-23'), 0);
      await queue.drain();
      assert.equal(
        (await letters(hospital)).map(({ state }) => state),
        ['to-print'],
      );
      assert.is(server.mails.length, 0);
    });
    await server.close();
  });

  test('a mail server that is away gets the letter later, under the same name', async () => {
    const port = await freePort();
    await withQueue(port, async (hospital, queue) => {
      await hospital.bookSlot((await hospital.refer({ email })).referral, await hospital.clinicOn('2026-11-23'), 0);
      await queue.drain();
      const [waiting] = await letters(hospital);
      assert.equal([waiting?.state, waiting?.attempts], ['waiting', 1]);
      assert.ok(waiting?.lastError);
      await queue.drain();
      assert.is((await letters(hospital))[0]?.attempts, 1, 'not before its time');
      later(hospital, backOffMs(1));
      await queue.drain();
      assert.is((await letters(hospital))[0]?.attempts, 2);
      assert.ok(backOffMs(2) > backOffMs(1) && backOffMs(attemptsMax) <= 3_600_000);
    });
  });

  test('after a day without a mail server the letter has failed, visibly, and is printed instead', async () => {
    await withQueue(await freePort(), async (hospital, queue) => {
      await hospital.bookSlot((await hospital.refer({ email })).referral, await hospital.clinicOn('2026-11-23'), 0);
      for (let attempt = 1; attempt <= attemptsMax; attempt++) {
        await queue.drain();
        later(hospital, backOffMs(attempt));
      }
      const [letter] = await letters(hospital);
      assert.equal([letter?.state, letter?.attempts], ['failed', attemptsMax]);
      const app = hospital.web();
      assert.is(
        (await app.inject({ method: 'POST', url: `/api/messages/${letter?.id}/printed`, payload: {} })).statusCode,
        200,
      );
      await app.close();
    });
  });

  test('an address that the server refuses fails at once; a coordinator tries it again', async () => {
    let refused = true;
    const server = await sink(() => (refused ? 550 : undefined));
    await withQueue(server.port, async (hospital, queue) => {
      await hospital.bookSlot((await hospital.refer({ email })).referral, await hospital.clinicOn('2026-11-23'), 0);
      await queue.drain();
      const [letter] = await letters(hospital);
      assert.equal([letter?.state, letter?.attempts], ['failed', 1]);
      const app = hospital.web(queue.changed);
      const listed = await app.inject('/api/messages?state=failed');
      assert.match(listed.json().rows[0].lastError, /550/);
      refused = false;
      assert.is(
        (await app.inject({ method: 'POST', url: `/api/messages/${letter?.id}/again`, payload: {} })).statusCode,
        200,
      );
      await queue.drain();
      await app.close();
      assert.is((await letters(hospital))[0]?.state, 'sent');
      assert.is(server.mails.length, 1);
    });
    await server.close();
  });

  test('a server that asks to come back later is asked again later; others do not wait for it', async () => {
    const server = await sink((to) => (to === email ? 451 : undefined));
    await withQueue(server.port, async (hospital, queue) => {
      const clinic = await hospital.clinicOn('2026-11-23');
      await hospital.bookSlot((await hospital.refer({ email })).referral, clinic, 0);
      await hospital.bookSlot((await hospital.refer({ email: 'other@home.invalid' })).referral, clinic, 1);
      await queue.drain();
      assert.equal((await letters(hospital)).map(({ state }) => state).sort(), ['sent', 'waiting']);
    });
    await server.close();
  });

  test('an invitation that did not go before its appointment was cancelled never goes; the cancellation does', async () => {
    const server = await sink();
    await withQueue(server.port, async (hospital, queue) => {
      const id = await hospital.bookSlot(
        (await hospital.refer({ email })).referral,
        await hospital.clinicOn('2026-11-23'),
        0,
      );
      await hospital.booking.cancel(id, 'On holiday', coordinator);
      await queue.drain();
      assert.equal((await letters(hospital)).map(({ kind, state }) => [kind, state]).sort(), [
        ['cancelled', 'sent'],
        ['invitation', 'withdrawn'],
      ]);
      assert.is(server.mails.length, 1);
    });
    await server.close();
  });

  test('two processes share the queue, and a letter of one that died goes out once its lease is over', async () => {
    const server = await sink();
    await withQueue(server.port, async (hospital, queue) => {
      const clinic = await hospital.clinicOn('2026-11-23');
      for (const place of [0, 1, 2, 3])
        await hospital.bookSlot((await hospital.refer({ email })).referral, clinic, place);
      const [lost] = await letters(hospital);
      const until = new Date(hospital.now().getTime() + leaseMs);
      await hospital.database.query('update message set attempts = 1, due_at = $2 where id = $1', [lost?.id, until]);
      const mailer = smtpMailer({ host: '127.0.0.1', port: server.port, tls: 'none', from: 'a@hospital.invalid' });
      const other = mailQueue({ database: hospital.database, mailer, now: hospital.now, log: silent });
      await Promise.all([queue.drain(), other.drain()]);
      assert.is(server.mails.length, 3);
      later(hospital, leaseMs);
      await Promise.all([queue.drain(), other.drain()]);
      assert.is(server.mails.length, 4);
      const ids = await Promise.all(
        server.mails.map(async ({ raw }) => (await simpleParser(raw)).messageId?.split('@')[0]),
      );
      assert.is(new Set(ids).size, 4);
      await other.close();
    });
    await server.close();
  });

  test.after(engine.stop);
  test.run();
}
