/** Documents on their way into the outbox: once each, whatever happens on the way. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { begin, keptOf } from '../../../../services/station/core/begin.ts';
import { openJournal } from '../../../../services/station/journal/journal.ts';
import { answersBytesMax } from '../../../../services/station/kiosk/commands.ts';
import { signatureNumbersMax } from '../../../../services/station/kiosk/signature.ts';
import { type KeepProblem, type Outbox, openOutbox } from '../../../../services/station/outbox/outbox.ts';
import { deedsAgeMsMax, deedsTogether, type Papers, papersOf } from '../../../../services/station/outbox/papers.ts';
import type { Correction } from '../../../../services/wire/correction.ts';
import type { KeyId, ParcelId } from '../../../../services/wire/ids.ts';
import { openParcel, type ParcelDocument, sealDocument } from '../../../../services/wire/parcel.ts';
import type { StaffId } from '../../../../services/wire/staff.ts';
import { visitRecord } from '../../../../services/wire/visit-record.ts';
import { temporaryFolder } from '../../../support/clinic.ts';
import { newSigner, silent } from '../../../support/hospital.ts';
import { margaret, station } from '../../../support/invented.ts';

const test = suite('papers');
const signer = newSigner();
const at = '2026-11-22T09:31:07.250Z';

const signIn = { at, what: 'sign-in' } as const;

function correction(): Correction {
  const parcel = randomUUID() as unknown as ParcelId;
  const pictures = [randomUUID() as unknown as ParcelId];
  return {
    kind: 'correction',
    version: 1,
    parcel,
    station,
    at,
    why: 'wrong-patient',
    pictures,
    by: 'R. Sato',
    note: '',
  };
}

/** One disk, with as many lives of the station as it takes. */
async function disk() {
  const folder = temporaryFolder('papers');
  const [own, hospital] = [await generateIdentity(), await generateIdentity()];
  const recipients = [await identityToRecipient(hospital)];
  const sealedTo = ['0123456789abcdef' as unknown as KeyId];

  /** `keep`: what the disk does with a parcel, given how it usually goes. */
  async function live(keep: (outbox: Outbox) => Outbox['keep'] = (outbox) => outbox.keep) {
    const outbox = openOutbox({ folder: join(folder.path, 'outbox'), station, signer, sealedTo });
    const journal = await openJournal({ file: join(folder.path, 'journal.age'), identities: [own], log: silent });
    const problems: KeepProblem[] = [];
    const sent: string[] = [];
    const papers: Papers = papersOf({
      station,
      recipients,
      journal,
      outbox: { keep: keep(outbox), manifest: outbox.manifest },
      found: journal.found?.papers,
      log: silent,
      onKept: ({ document }) => sent.push(document.parcel),
      onProblem: (why) => problems.push(why),
    });
    journal.from(() => ({ kept: keptOf(begin(station), '2026-11-22'), papers: papers.pending() }));
    return { papers, journal, outbox, problems, sent };
  }

  async function inOutbox(outbox: Outbox): Promise<ParcelDocument[]> {
    const documents = outbox.waiting().map(async ({ document }) => {
      const opened = await openParcel(readFileSync(join(folder.path, 'outbox', 'parcels', `${document.parcel}.age`)), [
        hospital,
      ]);
      if (typeof opened === 'string' || !('document' in opened))
        throw new Error(`no document: ${JSON.stringify(opened)}`);
      return opened.document;
    });
    return Promise.all(documents);
  }

  return { live, inOutbox, remove: folder.remove };
}

test('a power cut right after the outbox has a paper does not send it twice', async () => {
  const { live, inOutbox, remove } = await disk();
  const paper = correction();
  const first = await live((outbox) => async (id, sealed) => {
    await outbox.keep(id, sealed);
    return new Promise(() => {}); // the power is cut here
  });
  first.papers.deed(signIn);
  first.papers.send(paper);
  void first.papers.forward(0);
  await first.journal.written();
  while (first.outbox.waiting().length === 0) await new Promise((resolve) => setImmediate(resolve));
  first.outbox.close();

  const second = await live();
  assert.is(second.journal.found?.papers.closed.length, 1, 'the journal still has it');
  await second.papers.forward(0);
  assert.equal(await inOutbox(second.outbox), [paper, ...(await deedsIn(second, inOutbox))]);
  assert.is(second.papers.pending().closed.length, 0);
  await second.journal.written();
  second.outbox.close();
  const third = await live();
  await third.papers.forward(0);
  assert.is((await inOutbox(third.outbox)).length, 2);
  assert.equal(third.sent, []);
  third.outbox.close();
  remove();
});

async function deedsIn(
  { outbox }: { outbox: Outbox },
  inOutbox: (outbox: Outbox) => Promise<ParcelDocument[]>,
): Promise<ParcelDocument[]> {
  const found = (await inOutbox(outbox)).filter(({ kind }) => kind === 'deeds');
  assert.is(found.length, 1, 'deeds of an earlier life are old enough to go');
  return found;
}

test('a power cut before the outbox has it sends it in the next life, with every deed in it', async () => {
  const { live, inOutbox, remove } = await disk();
  const first = await live(() => () => new Promise(() => {}));
  first.papers.deed(signIn);
  first.papers.deed({ at, what: 'lock' });
  first.papers.closeDeeds();
  void first.papers.forward(0);
  await first.journal.written();
  first.outbox.close();
  const second = await live();
  await second.papers.forward(0);
  const [only, ...more] = await inOutbox(second.outbox);
  assert.equal(more, []);
  assert.equal(only?.kind === 'deeds' && only.deeds.map(({ what }) => what), ['sign-in', 'lock']);
  second.outbox.close();
  remove();
});

test('a full disk keeps a paper waiting, and it goes when there is room', async () => {
  const { live, inOutbox, remove } = await disk();
  let full = true;
  const life = await live((outbox) => async (id, sealed) => (full ? 'disk-full' : outbox.keep(id, sealed)));
  life.papers.send(correction());
  await life.papers.forward(0);
  assert.equal(life.problems, ['disk-full']);
  assert.is(life.papers.pending().closed.length, 1);
  full = false;
  await life.papers.forward(0);
  assert.is((await inOutbox(life.outbox)).length, 1);
  assert.is(life.papers.pending().closed.length, 0);
  life.outbox.close();
  remove();
});

test('deeds go when there are fifty of them, or after five minutes', async () => {
  const { live, inOutbox, remove } = await disk();
  const life = await live();
  const now = performance.now();
  for (let deed = 1; deed < deedsTogether; deed += 1) life.papers.deed(signIn);
  await life.papers.forward(now);
  assert.is(life.outbox.waiting().length, 0);
  life.papers.deed(signIn);
  await life.papers.forward(now);
  assert.is(life.outbox.waiting().length, 1);
  life.papers.deed(signIn);
  await life.papers.forward(performance.now());
  assert.is(life.outbox.waiting().length, 1);
  await life.papers.forward(performance.now() + deedsAgeMsMax);
  const sizes = (await inOutbox(life.outbox)).map((paper) => (paper.kind === 'deeds' ? paper.deeds.length : 0));
  assert.equal(sizes, [deedsTogether, 1]);
  life.outbox.close();
  remove();
});

test('the longest record that a visit can come to fits into a parcel', async () => {
  const long = '\u0928'.repeat(2_000); // three bytes each
  const points = Array.from({ length: signatureNumbersMax }, () => 1000);
  const uuid = () => randomUUID() as unknown as ParcelId;
  const staff = (place: number) => ({ id: uuid() as unknown as StaffId, name: `${place} ${'n'.repeat(100)}` });
  const by = staff(0).id;
  const given = { record: true, teaching: true, publication: true };
  const twenty = <T>(make: (place: number) => T): T[] => Array.from({ length: 20 }, (_, place) => make(place));
  const answerEach = Math.floor(answersBytesMax / 60) - 20;
  const record = visitRecord.parse({
    kind: 'visit-record',
    version: 1,
    parcel: uuid(),
    station,
    visit: uuid(),
    appointment: uuid(),
    patient: margaret,
    outcome: 'ended-early',
    why: long,
    openedAt: at,
    endedAt: at,
    staff: twenty(staff),
    registeredByHand: true,
    lesions: twenty((place) => ({ id: `L${place}`, site: 's'.repeat(120) })),
    identity: {
      opened: 'by-hand',
      confirmed: Array.from({ length: 100 }, () => ({ at, by, name: true, birthday: true, address: true })),
      lookAlikes: twenty(uuid),
      frame: 'unreadable',
    },
    questionnaire: {
      how: 'at-station',
      language: 'hi',
      answers: Object.fromEntries(
        Array.from({ length: 60 }, (_, place) => [`question-${place}`, 'a'.repeat(Math.min(2_000, answerEach))]),
      ),
    },
    exclusions: { found: [], why: long },
    consent: twenty(() => ({ at, by, given, how: { kind: 'signed', strokes: [points] } })),
    pictures: Array.from({ length: 200 }, () => ({ parcel: uuid(), verdict: 'unreviewed' })),
    cannot: twenty((place) => ({ lesion: `L${place}`, why: 'cannot-reach' })),
    wishes: twenty(() => long),
    note: long,
  });
  const sealed = await sealDocument(record, [await identityToRecipient(await generateIdentity())]);
  assert.instance(sealed, Uint8Array);
});

test.run();
