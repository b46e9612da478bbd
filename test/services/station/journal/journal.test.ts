/** The journal's file: one write at a time, the latest contents win, and a disk that takes nothing stops nobody. */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity } from 'age-encryption';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { begin, keptOf } from '../../../../services/station/core/begin.ts';
import type { JournalContents } from '../../../../services/station/journal/contents.ts';
import { openJournal, setAsideMax } from '../../../../services/station/journal/journal.ts';
import { temporaryFolder } from '../../../support/clinic.ts';
import { silent } from '../../../support/hospital.ts';
import { station } from '../../../support/invented.ts';

const test = suite('journal file');
const identities = [await generateIdentity()];
const day = '2026-11-22';
const parcel = '77dee2ba-0d9a-4c9a-b81a-4fc03455de98' as JournalContents['papers']['open']['parcel'];

/** Contents that can be told apart: by the number of deeds. */
function contents(deeds: number): JournalContents {
  const open = {
    parcel,
    deeds: Array.from({ length: deeds }, () => ({ at: `${day}T09:31:07.250Z`, what: 'lock' as const })),
  };
  return { kept: keptOf(begin(station), day), papers: { closed: [], open } };
}

const deedsIn = (found: JournalContents | undefined) => found?.papers.open.deeds.length;

test('what was written last is what the next life finds', async () => {
  const folder = temporaryFolder('journal');
  const file = join(folder.path, 'journal.age');
  const first = await openJournal({ file, identities, log: silent });
  assert.is(first.found, undefined);
  let deeds = 0;
  let asked = 0;
  first.from(() => {
    asked += 1;
    return contents(deeds);
  });
  for (deeds = 1; deeds <= 40; deeds += 1) first.changed();
  deeds = 40;
  assert.is(asked, 0, 'nothing is written before whatever else is to be done at once');
  assert.is(await first.written(), 'written');
  assert.ok(asked <= 2, `${asked} writes for forty changes at once`);
  const again = await openJournal({ file, identities, log: silent });
  assert.is(deedsIn(again.found), 40);
  assert.is(statSync(file).mode & 0o777, 0o600);
  assert.equal(readdirSync(folder.path), ['journal.age']);
  folder.remove();
});

test('a change that comes while another is being written is waited for', async () => {
  const folder = temporaryFolder('journal');
  const file = join(folder.path, 'journal.age');
  const journal = await openJournal({ file, identities, log: silent });
  let deeds = 1;
  journal.from(() => contents(deeds));
  journal.changed();
  const early = journal.written();
  deeds = 2;
  journal.changed();
  assert.is(await journal.written(), 'written');
  await early;
  assert.is(deedsIn((await openJournal({ file, identities, log: silent })).found), 2);
  folder.remove();
});

test('a disk that takes nothing is told, and what could not be written is written when it does', async () => {
  const folder = temporaryFolder('journal');
  const home = join(folder.path, 'home');
  const file = join(home, 'journal.age');
  const journal = await openJournal({ file, identities, log: silent });
  journal.from(() => contents(3));
  rmSync(home, { recursive: true });
  journal.changed();
  assert.is(await journal.written(), 'not-written');
  mkdirSync(home);
  assert.is(await journal.written(), 'written');
  assert.is(deedsIn((await openJournal({ file, identities, log: silent })).found), 3);
  folder.remove();
});

test('journals of strangers are set aside, the latest few of them', async () => {
  const folder = temporaryFolder('journal');
  const file = join(folder.path, 'journal.age');
  for (let life = 0; life < setAsideMax + 2; life += 1) {
    const own = [await generateIdentity()];
    const journal = await openJournal({ file, identities: own, log: silent });
    assert.is(journal.found, undefined);
    journal.from(() => contents(life));
    journal.changed();
    await journal.written();
  }
  const aside = readdirSync(folder.path).filter((name) => name.startsWith('journal-aside-'));
  assert.is(aside.length, setAsideMax);
  assert.ok(aside.every((name) => readFileSync(join(folder.path, name)).includes('age-encryption.org')));
  folder.remove();
});

test('a station without an identity of its own is not enrolled', async () => {
  const folder = temporaryFolder('journal');
  let said = '';
  await openJournal({ file: join(folder.path, 'journal.age'), identities: [], log: silent }).catch((error: Error) => {
    said = error.message;
  });
  assert.match(said, /Enrol it/);
  folder.remove();
});

test.run();
