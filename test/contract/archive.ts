/** The promises of the Archive port. A folder keeps them, and so does an archive that speaks DICOMweb. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Archive, FiledPicture } from '../../services/hospital/archive/api.ts';
import type { PictureRecord } from '../../services/hospital/dicom/api.ts';
import { hashOf } from '../../services/wire/signing.ts';
import { asIs, photo, recordOf, rejectionOf, uid } from '../services/hospital/archive/records.ts';

/** What somebody finds who looks into the archive without Lentigo. */
export interface FoundObject {
  readonly sopUid: string;
  readonly studyUid: string;
  readonly seriesUid: string;
  readonly patientId: string;
  readonly trackingUid: string | undefined;
}

export interface ArchiveRig {
  /** The archive as one worker has opened it; each call is another worker. */
  open(): Promise<Archive>;
  /** All objects that lie in it. */
  objects(): Promise<readonly FoundObject[]>;
  close(): Promise<void>;
}

/** Runs the suite on one archive, which fills as it goes. */
export function archiveContract(name: string, start: () => Promise<ArchiveRig>): void {
  const test = suite(`archive contract: ${name}`);
  let rig: ArchiveRig;
  let archive: Archive;
  test.before(async () => {
    rig = await start();
    archive = await rig.open();
  });
  test.after(async () => rig.close());

  const file = async (record: PictureRecord, picture: Uint8Array): Promise<FiledPicture> => {
    const filed = await archive.file(record, picture, asIs);
    if (filed.kind !== 'filed') throw new Error(`not filed: ${filed.kind}`);
    return filed;
  };
  const withUid = async (sopUid: string) => (await rig.objects()).filter((object) => object.sopUid === sopUid);

  for (const odd of [false, true]) {
    test(`the JPEG comes back byte for byte, also of an ${odd ? 'odd' : 'even'} length`, async () => {
      const picture = await photo({ odd });
      const filed = await file(recordOf(), picture);
      assert.is(filed.sha256, hashOf(picture));
      const back = await archive.jpeg(filed);
      assert.ok(back !== undefined && Buffer.compare(back, picture) === 0);
    });
  }

  test('a picture is found by its patient, its visit and its lesion, and by no other', async () => {
    const record = recordOf({ view: 'dermoscopic', polarised: true });
    const filed = await file(record, await photo());
    await file(recordOf(), await photo());
    const by = async (key: keyof FoundObject, value: string) =>
      (await rig.objects()).filter((object) => object[key] === value).map(({ sopUid }) => sopUid);
    assert.equal(await by('patientId', record.patient.hospitalNumber), [filed.sopUid]);
    assert.equal(await by('studyUid', filed.studyUid), [filed.sopUid]);
    assert.equal(await by('trackingUid', record.lesion.trackingUid), [filed.sopUid]);
  });

  test('the name of the place is short and says nothing of the patient', async () => {
    const record = recordOf();
    const { as } = await file(record, await photo());
    assert.ok(as.length <= 200);
    for (const secret of [record.patient.hospitalNumber, '9990000018', 'Okonkwo', '1958']) {
      assert.not.ok(as.includes(secret), secret);
    }
  });

  test('the same picture again is the same object, also for another worker', async () => {
    const [record, picture] = [recordOf(), await photo()];
    const first = await file(record, picture);
    const other = await rig.open();
    assert.equal(await other.file(record, picture, asIs), first);
    assert.equal(await file(record, picture), first);
    assert.is((await withUid(first.sopUid)).length, 1);
  });

  test('several workers that file the same picture at once file one object', async () => {
    const [record, picture] = [recordOf(), await photo()];
    const workers = await Promise.all([1, 2, 3, 4].map(() => rig.open()));
    const answers = await Promise.all(workers.map((worker) => worker.file(record, picture, asIs)));
    for (const answer of answers) assert.equal(answer, answers[0]);
    const [first] = answers;
    assert.ok(first?.kind === 'filed');
    assert.is((await withUid(first.sopUid)).length, 1);
  });

  test('another picture under a used name is a conflict, and the first one stays', async () => {
    const [record, picture] = [recordOf(), await photo()];
    const filed = await file(record, picture);
    assert.equal(await archive.file(record, await photo(), asIs), { kind: 'conflict' });
    assert.is(hashOf((await archive.jpeg(filed)) ?? new Uint8Array()), filed.sha256);
    assert.is((await withUid(filed.sopUid)).length, 1);
  });

  const elsewhere: readonly [string, (record: PictureRecord) => Partial<PictureRecord>][] = [
    ['patient', ({ patient }) => ({ patient: { ...patient, hospitalNumber: 'H-other' } })],
    ['lesion', ({ lesion }) => ({ lesion: { ...lesion, trackingUid: uid() } })],
    ['visit', () => ({ visit: recordOf().visit })],
    ['referral', () => ({ referral: { id: recordOf().referral.id } })],
    ['view', () => ({ view: 'locating' })],
  ];
  for (const [what, change] of elsewhere) {
    test(`the same picture under another ${what} is a conflict, and never counts as filed there`, async () => {
      const [record, picture] = [recordOf(), await photo()];
      const filed = await file(record, picture);
      assert.equal(await archive.file({ ...record, ...change(record) }, picture, asIs), { kind: 'conflict' });
      const [only, ...more] = await withUid(filed.sopUid);
      assert.equal(more, []);
      assert.is(only?.patientId, record.patient.hospitalNumber);
      assert.is(only?.studyUid, filed.studyUid);
    });
  }

  test('a picture that is filed anew after a correction is another object, and the first one stays', async () => {
    const [record, picture] = [recordOf(), await photo()];
    const first = await file(record, picture);
    const second = await file({ ...recordOf(), parcel: record.parcel, filing: 2 }, picture);
    assert.is.not(second.sopUid, first.sopUid);
    assert.is((await withUid(first.sopUid)).length, 1);
    assert.is((await withUid(second.sopUid)).length, 1);
  });

  test('a picture that cannot become a DICOM object says why, and nothing is stored', async () => {
    const before = (await rig.objects()).length;
    const answer = await archive.file(recordOf(), Buffer.from('no picture at all'), asIs);
    assert.is(answer.kind === 'unfit' && answer.why, 'not-a-jpeg');
    assert.is((await rig.objects()).length, before);
  });

  test('a rejected picture has a note in its study, once, and stays where it is', async () => {
    const record = recordOf();
    const filed = await file(record, await photo());
    const rejection = rejectionOf(record, [filed], filed.studyUid);
    const note = await archive.reject(rejection);
    assert.equal(await archive.reject(rejection), note);
    const inStudy = (await rig.objects()).filter(({ studyUid }) => studyUid === filed.studyUid);
    assert.is(inStudy.length, 2);
    assert.ok((await archive.jpeg(filed)) !== undefined);
  });

  test('a picture that was never filed is not there', async () => {
    const place = { as: '', sopUid: uid(), seriesUid: uid(), studyUid: uid() };
    assert.is(await archive.jpeg(place), undefined);
  });

  test('a name that is no identifier reaches no file and no address', async () => {
    const place = { as: '', sopUid: '../../secret', seriesUid: uid(), studyUid: uid() };
    const answer = await archive.jpeg(place).catch((error: unknown) => error);
    assert.match(String(answer), /unique identifier/);
  });

  test.run();
}
