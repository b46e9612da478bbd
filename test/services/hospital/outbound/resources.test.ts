/** What the record system is told, as FHIR: each resource passes two validators. */
import { createHash, randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { idOf, type Naming } from '../../../../services/hospital/outbound/resources/fhir.ts';
import { type Rendered, render, renderTask } from '../../../../services/hospital/outbound/resources/render.ts';
import { databases } from '../../../support/databases.ts';
import { type Filled, fill, nhsNumber, picture, ubrn } from './filled.ts';
import { fhirTroubles } from './validators.ts';

const naming: Naming = {
  hospitalNumberSystem: 'https://hospital.invalid/patient',
  ownSystem: 'https://hospital.invalid/lentigo',
  fhirUrl: 'https://hospital.invalid/fhir',
  dicomwebUrl: 'https://archive.invalid/dicom-web',
};
const margaret = { type: 'Patient', identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumber } };
const request = { type: 'ServiceRequest', identifier: { system: 'https://fhir.nhs.uk/Id/UBRN', value: ubrn } };

/** The one resource of an answer that must be there and right. */
function one(rendered: Awaited<ReturnType<typeof render>>): Record<string, unknown> {
  assert.ok(Array.isArray(rendered), JSON.stringify(rendered));
  const all = rendered as readonly Rendered[];
  for (const { resource } of all) assert.equal(fhirTroubles(resource), []);
  assert.is(all.length, 1);
  return all[0]?.resource as unknown as Record<string, unknown>;
}

for (const engine of databases) {
  const test = suite(`resources for the record system on ${engine.name}`);

  test('an appointment is a Task of the station, for the patient, about the referral', async () => {
    const database = await engine.open();
    const filled = await fill(database);
    const subject = { kind: 'task', appointment: filled.appointment } as const;
    const task = one(await render(database, subject, naming));
    assert.is(task.id, filled.appointment);
    assert.is(task.status, 'ready');
    assert.is(task.priority, 'asap');
    assert.equal(task.for, margaret);
    assert.equal(task.focus, request);
    assert.equal(task.restriction, { period: { start: '2026-11-22T09:30:00.000Z', end: '2026-11-22T09:45:00.000Z' } });
    assert.is((task.owner as { identifier: { value: string } }).identifier.value, 'histon-1');
    const states = [
      ['seen', 'completed'],
      ['did-not-attend', 'failed'],
      ['cancelled', 'cancelled'],
      ['moved', 'cancelled'],
    ];
    for (const [state, status] of states) {
      await database.query('update appointment set state = $2, reason = $3 where id = $1', [
        filled.appointment,
        state,
        state === 'cancelled' ? 'Station away for repair' : null,
      ]);
      const changed = one(await render(database, subject, naming));
      assert.is(changed.status, status);
      if (state === 'cancelled')
        assert.match((changed.statusReason as { text: string }).text, 'Station away for repair');
    }
    await picture(database, filled, { visit: randomUUID(), lesion: 'L1', view: 'locating', studyUid: '2.25.7' });
    const [output] = one(await render(database, subject, naming)).output as readonly { valueReference: object }[];
    assert.equal(output?.valueReference, {
      type: 'ImagingStudy',
      identifier: { system: 'urn:dicom:uid', value: 'urn:oid:2.25.7' },
    });
    await database.close();
  });

  test('a visit is an ImagingStudy with a series for each lesion and view; what was rejected is left out', async () => {
    const database = await engine.open();
    const filled = await fill(database);
    const visit = randomUUID();
    const studyUid = '2.25.7';
    const subject = { kind: 'imaging-study', visit } as const;
    const nothing = await render(database, subject, naming);
    assert.ok('kind' in nothing && nothing.kind === 'untold');
    const take = (lesion: 'L1' | 'L2', view: 'locating' | 'close-up' | 'dermoscopic', second: number) =>
      picture(database, filled, { visit, lesion, view, studyUid, second });
    const first = await take('L1', 'locating', 0);
    await take('L1', 'dermoscopic', 1);
    const again = await take('L1', 'dermoscopic', 2);
    await take('L2', 'close-up', 3);
    const study = one(await render(database, subject, naming));
    assert.is(study.id, studyUid);
    assert.is(study.status, 'available');
    assert.equal(study.subject, margaret);
    assert.is(study.numberOfInstances, 4);
    assert.equal(
      (study.modality as readonly { code: string }[]).map(({ code }) => code),
      ['XC', 'DMS'],
    );
    const series = study.series as readonly Record<string, unknown>[];
    assert.equal(
      series.map(({ number, bodySite, laterality, modality, numberOfInstances }) => ({
        ...{ number, numberOfInstances },
        site: (bodySite as { code?: string; display: string }).code ?? (bodySite as { display: string }).display,
        side: (laterality as { display: string } | undefined)?.display,
        modality: (modality as { code: string }).code,
      })),
      [
        { number: 1, numberOfInstances: 1, site: '12611008', side: 'Left', modality: 'XC' },
        { number: 2, numberOfInstances: 2, site: '12611008', side: 'Left', modality: 'DMS' },
        { number: 3, numberOfInstances: 1, site: 'middle of the back', side: undefined, modality: 'XC' },
      ],
    );
    assert.equal(series[0]?.instance, [
      {
        uid: first,
        sopClass: { system: 'urn:ietf:rfc:3986', code: 'urn:oid:1.2.840.10008.5.1.4.1.1.77.1.4' },
        number: 1,
        title: 'Locating',
      },
    ]);
    assert.is((study.contained as readonly { address: string }[])[0]?.address, 'https://archive.invalid/dicom-web');
    await database.query("update picture set state = 'rejected' where sop_uid = $1", [again]);
    assert.is(one(await render(database, subject, naming)).numberOfInstances, 3);
    await database.query("update picture set state = 'rejected'");
    const cancelled = one(await render(database, subject, naming));
    assert.is(cancelled.status, 'cancelled');
    assert.not.ok('series' in cancelled);
    const plain = one(await render(database, subject, { hospitalNumberSystem: 'urn:h', ownSystem: 'urn:o' }));
    assert.not.ok('endpoint' in plain || 'contained' in plain);
    await database.close();
  });

  test('pictures that went to another patient are told as that patient’s study, and never mixed with the first one’s', async () => {
    const database = await engine.open();
    const filled = await fill(database);
    const visit = randomUUID();
    const other = randomUUID();
    await database.query(
      "insert into patient (id, hospital_number, family_name, given_name, date_of_birth, created_at) values ($1, 'H9', 'Fairweather', 'Ann', '1961-01-02', now())",
      [other],
    );
    await picture(database, filled, { visit, lesion: 'L1', view: 'locating', studyUid: '2.25.1', state: 'rejected' });
    await picture(database, filled, { visit, lesion: 'L1', view: 'locating', studyUid: '2.25.2', patient: other });
    const rendered = await render(database, { kind: 'imaging-study', visit }, naming);
    assert.ok(Array.isArray(rendered));
    const told = (rendered as readonly Rendered[]).map(({ resource: { status, subject }, patient }) => ({
      status,
      subject,
      patient,
    }));
    const ann = { type: 'Patient', identifier: { system: naming.hospitalNumberSystem, value: 'H9' } };
    assert.equal(told, [
      { status: 'cancelled', subject: margaret, patient: filled.patient },
      { status: 'available', subject: ann, patient: other },
    ]);
    await picture(database, filled, { visit, lesion: 'L1', view: 'close-up', studyUid: '2.25.2' });
    const mixed = await render(database, { kind: 'imaging-study', visit }, naming);
    assert.ok('kind' in mixed && /two patients/.test(mixed.why));
    await database.query('update patient set merged_into = $1, nhs_number = null where id = $2', [
      filled.patient,
      other,
    ]);
    const merged = await render(database, { kind: 'imaging-study', visit }, naming);
    assert.ok(Array.isArray(merged));
    for (const { resource } of merged as readonly Rendered[]) assert.equal(resource.subject, margaret);
    await database.close();
  });

  test('a letter is a DocumentReference that says where it is fetched and what its hash is', async () => {
    const database = await engine.open();
    const { document } = await fill(database);
    const reference = one(await render(database, { kind: 'document', document }, naming));
    const [{ attachment }] = reference.content as readonly [{ attachment: Record<string, unknown> }];
    assert.is(attachment.url, `https://hospital.invalid/fhir/Binary/${document}`);
    assert.is(attachment.hash, createHash('sha1').update('%PDF-1.7 invented letter').digest('base64'));
    assert.is(attachment.size, 24);
    assert.equal(reference.context, { related: [request] });
    const unknown = await render(database, { kind: 'document', document: randomUUID() }, naming);
    assert.ok('kind' in unknown);
    await database.close();
  });

  test('an appointment whose name FHIR does not allow as an id has one all the same, and is found by it', async () => {
    const database = await engine.open();
    const filled: Filled = await fill(database);
    await database.query('update appointment set id = $2 where id = $1', [filled.appointment, 'PAS/2026 – 17']);
    const id = idOf('PAS/2026 – 17');
    assert.match(id, /^[0-9a-f]{64}$/);
    const found = await renderTask(database, id, naming);
    assert.is(found?.resource.id, id);
    assert.equal(fhirTroubles(found?.resource ?? {}), []);
    await database.close();
  });

  test.after(engine.stop);
  test.run();
}

const judges = suite('the validators');

judges('find a wrong code, an unknown field, a date that is none, and an empty list', () => {
  const right = { resourceType: 'Task', id: 't', status: 'ready', intent: 'order' };
  assert.equal(fhirTroubles(right), []);
  const wrongs = [
    { status: 'somehow' },
    { colour: 'red' },
    { authoredOn: 'yesterday' },
    { identifier: [] },
    { for: 'Ann' },
  ];
  for (const wrong of wrongs) assert.ok(fhirTroubles({ ...right, ...wrong }).length > 0, JSON.stringify(wrong));
});

judges.run();
