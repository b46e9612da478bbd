/** Never to another patient (promise 3, fault matrix F17): one identifier is wrong, and a person decides. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Database } from '../../../../services/hospital/database/api.ts';
import type { SetAsideReason } from '../../../../services/hospital/ingest/api.ts';
import { fileParcel } from '../../../../services/hospital/ingest/filing.ts';
import type { Binding, Capture } from '../../../../services/wire/capture.ts';
import type { StationId } from '../../../../services/wire/ids.ts';
import { nhsNumber, type Patient } from '../../../../services/wire/patient.ts';
import { chanceOf } from '../../../support/chance.ts';
import { databases } from '../../../support/databases.ts';
import { arrivedPicture, benchOn } from '../../../support/filing.ts';
import { captureOf, station } from '../../../support/invented.ts';
import { type SeededVisit, seedClinics, seedVisit } from '../../../support/seeded.ts';

const seed = Number(process.env.LENTIGO_SEED ?? Math.floor(Math.random() * 1e9));
/** Pictures under way at the same time, as several stations would send them. */
const lanes = 8;
/** The long run does them all on both databases. */
const mutatedOn = (engine: string) => Number(process.env.LENTIGO_MUTATED ?? (engine === 'PostgreSQL' ? 2_000 : 220));
/** For one visit whose pictures are right. */
const mutatedPerVisit = 10;
const other = 'waterbeach-1' as StationId;

type VisitBinding = Extract<Binding, { kind: 'visit' }>;
interface Told {
  readonly takenAt: string;
  readonly station: StationId;
  readonly binding: VisitBinding;
}

/** A number with a right check digit, from its nine first digits; undefined where there is none. */
function numberFrom(nine: string): Patient['nhsNumber'] | undefined {
  const sum = [...nine].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0);
  const read = nhsNumber.safeParse(`${nine}${(11 - (sum % 11)) % 11}`);
  return read.success ? read.data : undefined;
}

function numbers(count: number): readonly Patient['nhsNumber'][] {
  const found: Patient['nhsNumber'][] = [];
  for (let n = 100_000; found.length < count; n += 7) {
    const number = numberFrom(`999${n}`);
    if (number !== undefined) found.push(number);
  }
  return found;
}

const families = ['Okonkwo', 'Smith', 'O’Neill', 'Müller', 'Nguyễn', 'Smith-Jones', 'de la Cruz', 'Ødegård'];
const givens = ['Margaret', 'José', 'Anne Marie', 'Zoë', 'Li', 'Søren'];
const sites = ['Shin', 'Left cheek', 'Back, between the shoulders', 'Forearm'];

async function seedPeople(
  database: Database,
  visitsMax: number,
  chance: () => number,
): Promise<readonly SeededVisit[]> {
  const pick = <Item>(of: readonly Item[]) => of[Math.floor(chance() * of.length)] as Item;
  const visits: SeededVisit[] = [];
  await database.transaction(async (tx) => {
    visits.length = 0;
    await seedClinics(tx);
    for (const [n, number] of numbers(visitsMax).entries()) {
      const born = `19${30 + Math.floor(chance() * 60)}-0${1 + Math.floor(chance() * 9)}-1${Math.floor(chance() * 9)}`;
      const patient = { nhsNumber: number, familyName: pick(families), givenName: pick(givens), dateOfBirth: born };
      const lesions = sites.slice(0, 2).map((site, place) => ({
        id: `lesion-${n}-${place + 1}`,
        site,
        ...(place === 0 ? { side: 'left' as const } : {}),
      }));
      visits.push(await seedVisit(tx, { n, patient, appointment: `A-${n}`, lesions }));
    }
  });
  return visits;
}

function toldOf({ appointment, patient, lesions }: SeededVisit): Told {
  const { takenAt, binding } = captureOf(Buffer.alloc(1));
  if (binding.kind !== 'visit') throw new Error('captureOf shows a visit');
  const { id: _, ...person } = patient;
  const told = { ...binding, appointment, patient: person, lesion: lesions[0] } as VisitBinding;
  return { takenAt, station, binding: told };
}

/** Another letter in the place of one; never only another case. */
function misspelt(name: string, chance: () => number): string {
  const place = Math.floor(chance() * name.length);
  const letter = 'qxzw'[Math.floor(chance() * 4)] as string;
  return `${name.slice(0, place)}${letter === name[place]?.toLowerCase() ? 'k' : letter}${name.slice(place + 1)}`;
}

type Mutation = (told: Told, chance: () => number, anybody: SeededVisit) => Told;
const withPatient = (told: Told, changes: Partial<Patient>): Told => ({
  ...told,
  binding: { ...told.binding, patient: { ...told.binding.patient, ...changes } },
});
const withLesion = (told: Told, changes: Partial<VisitBinding['lesion']>): Told => ({
  ...told,
  binding: { ...told.binding, lesion: { ...told.binding.lesion, ...changes } },
});

const mutations: Readonly<Record<string, { readonly mutate: Mutation; readonly reasons: readonly SetAsideReason[] }>> =
  {
    'a digit of the NHS number': {
      reasons: ['patient-differs'],
      mutate(told, chance) {
        const { nhsNumber: own } = told.binding.patient;
        for (;;) {
          const place = Math.floor(chance() * 9);
          const nine = `${own.slice(0, place)}${Math.floor(chance() * 10)}${own.slice(place + 1, 9)}`;
          const changed = numberFrom(nine);
          if (changed !== undefined && changed !== own) return withPatient(told, { nhsNumber: changed });
        }
      },
    },
    'a letter of the family name': {
      reasons: ['patient-differs'],
      mutate: (told, chance) => withPatient(told, { familyName: misspelt(told.binding.patient.familyName, chance) }),
    },
    'a letter of the given name': {
      reasons: ['patient-differs'],
      mutate: (told, chance) => withPatient(told, { givenName: misspelt(told.binding.patient.givenName, chance) }),
    },
    'the day of birth': {
      reasons: ['patient-differs'],
      mutate(told, chance) {
        const days = 1 + Math.floor(chance() * 300);
        const born = new Date(Date.parse(told.binding.patient.dateOfBirth) + days * 86_400_000);
        return withPatient(told, { dateOfBirth: born.toISOString().slice(0, 10) });
      },
    },
    'another appointment of the day': {
      reasons: ['patient-differs'],
      mutate: (told, _, anybody) => ({
        ...told,
        binding: { ...told.binding, appointment: anybody.appointment } as VisitBinding,
      }),
    },
    'an appointment that does not exist': {
      reasons: ['unknown-appointment'],
      mutate: (told, chance) => ({
        ...told,
        binding: { ...told.binding, appointment: `B-${Math.floor(chance() * 1e6)}` } as unknown as VisitBinding,
      }),
    },
    'another lesion, of this letter or of another': {
      reasons: ['lesion-differs'],
      mutate: (told, chance, anybody) =>
        withLesion(told, {
          id: (chance() < 0.5
            ? told.binding.lesion.id.replace(/1$/, '2')
            : anybody.lesions[0]?.id) as VisitBinding['lesion']['id'],
        }),
    },
    'another side': {
      reasons: ['lesion-differs'],
      mutate(told, chance) {
        const side = (['right', 'midline', undefined] as const)[Math.floor(chance() * 3)];
        const { side: _, ...lesion } = told.binding.lesion;
        return { ...told, binding: { ...told.binding, lesion: side === undefined ? lesion : { ...lesion, side } } };
      },
    },
    'another body site': {
      reasons: ['lesion-differs'],
      mutate: (told, chance) => withLesion(told, { site: chance() < 0.5 ? 'Shins' : 'Forearm' }),
    },
    'another station': { reasons: ['other-station'], mutate: (told) => ({ ...told, station: other }) },
    'another day': {
      reasons: ['another-day'],
      mutate(told, chance) {
        const days = (1 + Math.floor(chance() * 20)) * (chance() < 0.5 ? -1 : 1);
        return { ...told, takenAt: new Date(Date.parse(told.takenAt) + days * 86_400_000).toISOString() };
      },
    },
  };

for (const engine of databases) {
  const test = suite(`whose a picture is, on ${engine.name}`);
  const mutatedMax = mutatedOn(engine.name);
  const visitsMax = Math.ceil(mutatedMax / mutatedPerVisit);

  test(`of ${mutatedMax} pictures with one wrong identifier none is filed, and the right ones all are`, async () => {
    const chance = chanceOf(seed);
    const database = await engine.open();
    const visits = await seedPeople(database, visitsMax, chance);
    const bench = benchOn(database);
    const deliver = async (told: Told, n: number) => {
      const { manifest, sealed } = await arrivedPicture(Buffer.from(`picture ${n}`), told as Partial<Capture>);
      return fileParcel(bench, manifest, sealed);
    };
    const kinds = Object.entries(mutations);
    const seen: Record<string, number> = {};
    const cases = Array.from({ length: mutatedMax }, (_, n) => {
      const visit = visits[n % visitsMax] as SeededVisit;
      const anybody = visits[(n + 1 + Math.floor(chance() * (visitsMax - 1))) % visitsMax] as SeededVisit;
      const [name, { mutate, reasons }] = kinds[n % kinds.length] as (typeof kinds)[number];
      return { n, name, reasons, told: mutate(toldOf(visit), chance, anybody) };
    });
    for (let from = 0; from < mutatedMax; from += lanes) {
      await Promise.all(
        cases.slice(from, from + lanes).map(async ({ n, name, reasons, told }) => {
          const outcome = await deliver(told, n);
          assert.is(outcome.outcome, 'quarantined', `seed ${seed}: ${name}`);
          assert.ok(outcome.reason && reasons.includes(outcome.reason), `seed ${seed}: ${name} gave ${outcome.reason}`);
          seen[name] = (seen[name] ?? 0) + 1;
        }),
      );
    }
    assert.is(bench.archive.objects.size, 0);
    const [queue] = await database.query<{ count: number }>(
      `select count(*)::int as count from reconciliation where state = 'open'`,
    );
    assert.is(queue?.count, mutatedMax);
    for (const [n, visit] of visits.entries()) {
      assert.is((await deliver(toldOf(visit), mutatedMax + n)).outcome, 'filed', `seed ${seed}: visit ${n}`);
    }
    assert.is(bench.archive.objects.size, visitsMax);
    for (const { record } of bench.archive.objects.values()) {
      const visit = visits.find(({ referral }) => referral === record.referral.id);
      assert.is(record.patient.nhsNumber, visit?.patient.nhsNumber);
    }
    console.log(`  seed ${seed}: ${mutatedMax} set aside of ${Object.keys(seen).length} kinds, ${visitsMax} filed`);
    await database.close();
  });

  test('names that differ only in case, spaces or the form of their accents are the same name', async () => {
    const database = await engine.open();
    await seedClinics(database);
    const patient = {
      nhsNumber: nhsNumber.parse('9990000018'),
      familyName: 'Nguyễn  Ødegård',
      givenName: 'Zoë',
      dateOfBirth: '1958-04-03',
    };
    const visit = await seedVisit(database, { patient, lesions: [{ id: 'L', site: 'Left  Cheek', side: 'left' }] });
    const bench = benchOn(database);
    const told = toldOf(visit);
    const same = withLesion(
      withPatient(told, { familyName: 'NGUYỄN\u00a0ødegård'.normalize('NFD'), givenName: ' zoe\u0308 ' }),
      { site: 'left cheek ' },
    );
    for (const [names, outcome] of [
      [same, 'filed'],
      [withPatient(told, { givenName: 'Zoe' }), 'quarantined'],
      [withPatient(told, { familyName: 'NguyễnØdegård' }), 'quarantined'],
    ] as const) {
      const { manifest, sealed } = await arrivedPicture(Buffer.from('picture'), names);
      assert.is((await fileParcel(bench, manifest, sealed)).outcome, outcome);
    }
    const [object] = [...bench.archive.objects.values()];
    assert.is(object?.record.patient.familyName, patient.familyName, 'the archive gets the name of the record');
    await database.close();
  });

  test('after a merge the record that holds counts; the number of the merged one goes to a person', async () => {
    const database = await engine.open();
    await seedClinics(database);
    const visit = await seedVisit(database);
    const kept = { ...visit.patient, nhsNumber: nhsNumber.parse('9990000026'), familyName: 'Bright' };
    const survivor = await seedVisit(database, { n: 1, patient: kept, appointment: 'A-2', lesions: [] });
    await database.query('update patient set merged_into = $1 where id = $2', [survivor.patient.id, visit.patient.id]);
    const bench = benchOn(database);
    const told = toldOf(visit);
    const { id: _, ...person } = kept;
    for (const [names, outcome] of [
      [told, 'quarantined'],
      [withPatient(told, person), 'filed'],
    ] as const) {
      const { manifest, sealed } = await arrivedPicture(Buffer.from('picture'), names);
      assert.is((await fileParcel(bench, manifest, sealed)).outcome, outcome);
    }
    const rows = await database.query('select patient from picture');
    assert.equal(rows, [{ patient: survivor.patient.id }]);
    await database.close();
  });

  test('a picture just before and just after midnight of the hospital belongs to the day of its own clock', async () => {
    const database = await engine.open();
    await seedClinics(database);
    const visit = await seedVisit(database);
    // In July the hospital's day begins at 23:00 UTC.
    await database.query(`update session set starts_at = '2026-07-15T08:00:00Z', ends_at = '2026-07-15T12:00:00Z'`);
    const bench = benchOn(database);
    for (const [takenAt, outcome] of [
      ['2026-07-14T22:59:59.999Z', 'quarantined'],
      ['2026-07-14T23:00:00.000Z', 'filed'],
      ['2026-07-15T22:59:59.999Z', 'filed'],
      ['2026-07-15T23:00:00.000Z', 'quarantined'],
    ] as const) {
      const { manifest, sealed } = await arrivedPicture(Buffer.from('picture'), { ...toldOf(visit), takenAt });
      assert.is((await fileParcel(bench, manifest, sealed)).outcome, outcome, takenAt);
    }
    await database.close();
  });

  test.after(engine.stop);
  test.run();
}
