/** What happens round the figures: damaged pictures, a deadline, a thread that ends. */
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type AssessorNote, openAssessor } from '../../../../services/station/quality/assess.ts';
import { quality } from '../../../../services/wire/quality.ts';

const test = suite('assessing a picture');
const size = { widthPx: 1200, heightPx: 800 };
const patience = { deadlineMs: 60_000 };

const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
const bytes = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#b48a78', noise } })
  .jpeg({ quality: 90 })
  .toBuffer();

test('its figures have the form in which they travel', async () => {
  const assessor = openAssessor(patience);
  const found = await assessor.assess({ bytes, ...size }, 'dermoscopic');
  assert.equal(quality.parse(found), found);
  assert.ok(found.mean !== undefined && Math.abs(found.mean - 128) < 3, `${found.mean}`);
  await assessor.close();
});

test('a JPEG that is damaged inside is unreadable, and nothing is thrown', async () => {
  const assessor = openAssessor(patience);
  const cut = Buffer.concat([bytes.subarray(0, bytes.length >> 1), Buffer.of(0xff, 0xd9)]);
  assert.equal(await assessor.assess({ bytes: cut, ...size }, 'close-up'), { advice: ['unreadable'] });
  const empty = Buffer.of(0xff, 0xd8, 0xff, 0xd9);
  assert.equal(await assessor.assess({ bytes: empty, ...size }, 'close-up'), { advice: ['unreadable'] });
  await assessor.close();
});

test('a picture whose header says another size is unreadable, not a crash', async () => {
  const assessor = openAssessor(patience);
  assert.equal(await assessor.assess({ bytes, widthPx: 6000, heightPx: 4000 }, 'locating'), { advice: ['unreadable'] });
  await assessor.close();
});

test('who waits too long gets no figures, no advice, and a note of it', async () => {
  const notes: AssessorNote[] = [];
  const assessor = openAssessor({ deadlineMs: 0, note: (note) => notes.push(note) });
  assert.equal(await assessor.assess({ bytes, ...size }, 'close-up'), { advice: [] });
  assert.equal(notes, [{ kind: 'assessed-late', afterMs: 0 }]);
  await assessor.close();
});

test('several pictures at once each get their own answer', async () => {
  const assessor = openAssessor(patience);
  const plain = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#202020' } })
    .jpeg()
    .toBuffer();
  const [one, other] = await Promise.all([
    assessor.assess({ bytes, ...size }, 'locating'),
    assessor.assess({ bytes: plain, ...size }, 'locating'),
  ]);
  assert.ok((one.mean ?? 0) > 120);
  assert.ok(other.advice.includes('dark') && (other.mean ?? 255) < 40, JSON.stringify(other));
  await assessor.close();
});

test('after it is closed it answers without figures', async () => {
  const assessor = openAssessor(patience);
  await assessor.assess({ bytes, ...size }, 'locating');
  await assessor.close();
  await assessor.close();
  assert.equal(await assessor.assess({ bytes, ...size }, 'locating'), { advice: [] });
});

test.run();
