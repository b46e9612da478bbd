/** The whole clinic service: what one booking on the page brings about, without anybody doing anything further. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import fastify from 'fastify';
import { SMTPServer } from 'smtp-server';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openClinic } from '../../../../services/hospital/clinic/clinic.ts';
import { readFonts } from '../../../../services/hospital/clinic/invitation/document.ts';
import { openWorklist, type SealedWorklist } from '../../../../services/wire/worklist.ts';
import { temporaryFolder } from '../../../support/clinic.ts';
import { databases } from '../../../support/databases.ts';
import { silent } from '../../../support/hospital.ts';
import { coordinator, head, openGate, publicUrl, slotAt, smallHospital } from './hospital.ts';
import { histon, noPictures, questionnaire, signer, trusted } from './pretend-broker.ts';

const waitMsMax = 20_000;
const pollMs = 20;

async function until(what: string, there: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = performance.now() + waitMsMax; !(await there()); await pause(pollMs)) {
    if (performance.now() > end) throw new Error(`waited too long for ${what}`);
  }
}

for (const engine of databases) {
  const test = suite(`clinic service on ${engine.name}`);

  test('a booking reaches the patient, the station and other devices by itself; so does its cancelling', async () => {
    const mails: string[] = [];
    const smtp = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      logger: false,
      onData(stream, { envelope }, done) {
        stream.resume();
        stream.on('end', () => {
          mails.push(...envelope.rcptTo.map(({ address }) => address));
          done();
        });
      },
    });
    smtp.listen(0, '127.0.0.1');
    await once(smtp.server, 'listening');
    const folder = temporaryFolder('devices');
    const database = await engine.open();
    const hospital = await smallHospital(database);
    const plan = await hospital.clinicOn('2026-11-23');
    const { referral } = await hospital.refer({ email: 'margaret@home.invalid' });
    const identity = await generateIdentity();
    const recipient = await identityToRecipient(identity);
    const published: SealedWorklist[] = [];
    const clinic = openClinic({
      database,
      gate: openGate,
      now: hospital.now,
      log: silent,
      head,
      publicUrl,
      fonts: readFonts(),
      smtp: { host: '127.0.0.1', port: (smtp.server.address() as AddressInfo).port, tls: 'none', from: 'a@b.invalid' },
      publish: async (_, letter) => void published.push(letter),
      signer,
      recipientOf: () => recipient,
      questionnaire,
      earlier: noPictures,
      modalityFolder: folder.path,
    });
    const app = fastify();
    clinic.routes(app);
    const listed = async () => {
      const letter = published.at(-1);
      const list = letter && (await openWorklist(letter, histon, [identity], trusted));
      return typeof list === 'object'
        ? list.clinics.flatMap(({ appointments }) => appointments.map(({ id }) => id))
        : [];
    };
    await until('the first list', () => published.length === 1);

    const slot = { referral, session: plan.id, slotAt: slotAt(plan, 0) };
    const booked = await app.inject({ method: 'POST', url: '/api/appointments', payload: slot });
    const { id } = booked.json();
    await until('the invitation', () => mails.length === 1);
    await until('the station', async () => (await listed()).includes(id));
    await until('the device', () => existsSync(join(folder.path, `${id}.wl`)));

    const url = `/api/appointments/${id}/cancel`;
    assert.is((await app.inject({ method: 'POST', url, payload: { reason: 'On holiday' } })).statusCode, 200);
    await until('the cancellation', () => mails.length === 2);
    await until('the station', async () => (await listed()).length === 0);
    await until('the device', () => !existsSync(join(folder.path, `${id}.wl`)));
    assert.equal(mails, ['margaret@home.invalid', 'margaret@home.invalid']);
    const [deed] = await database.query<{ who: string }>(`select who from audit where action = 'cancel-appointment'`);
    assert.is(deed?.who, coordinator.subject);

    const before = published.length;
    await clinic.publishAnew();
    assert.is(published.length, before + 1);
    await clinic.close();
    await app.close();
    await new Promise<void>((resolve) => smtp.close(() => resolve()));
    await database.close();
    folder.remove();
  });

  test.after(engine.stop);
  test.run();
}
