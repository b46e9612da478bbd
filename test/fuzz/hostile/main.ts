/** The process in which hostile cameras live, so that what they cost is not taken for the station's. See `process.ts`. */
import sharp from 'sharp';
import { startSimulatedCamera } from '../../../device/camera/simulated/camera.ts';
import { personalityNames } from '../../../device/camera/simulated/makes.ts';
import { startHostileCamera } from './camera.ts';
import type { Draw } from './draw.ts';
import { judge } from './judge.ts';
import type { CameraOrders, Figures, Numbered, Orders, Question, Reply } from './orders.ts';
import type { Case } from './spoiling.ts';

/** What an honest camera does at times; lies are then told about that too. */
const oddities = [
  'raw-picture',
  'empty-picture',
  'double-event',
  'stale-picture',
  'cuts-off',
  'drifted-setting',
  'wrong-clock',
] as const;

/** Enough to see what a worker died of. */
const trailMax = 24;

const orders: Orders = JSON.parse(process.argv[2] ?? '');
const tell = (reply: Numbered<Reply>): void => void process.send?.(reply);

const drawn = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#b48a78', noise: { type: 'gaussian', mean: 128, sigma: 12 } },
  })
    .jpeg({ quality: 50 })
    .toBuffer();
const picture = await drawn(800, 600);
const frame = await drawn(640, 424);

async function honest({ make, script }: CameraOrders, draw: Draw) {
  const camera = await startSimulatedCamera({
    personality: make ?? draw.one(personalityNames),
    pictures: { take: async () => picture, frame: () => frame, subject: () => undefined },
  });
  if (script === undefined) {
    if (draw.happens(0.25)) await camera.set(draw.one(oddities), true);
    for (let pictures = draw.number(0, 2); pictures > 0; pictures -= 1) await camera.pressOwnButton();
  }
  return { port: Number(camera.address.split(':').at(-1)), close: () => camera.close() };
}

const byStage: Record<string, number> = {};
const byName: Record<string, number> = {};
const trails: Case[][] = [];
let cases = 0;

const cameras = await Promise.all(
  orders.map((mine) => {
    const trail: Case[] = [];
    trails.push(trail);
    const { seed, script } = mine;
    return startHostileCamera({
      seed,
      honest: (draw) => honest(mine, draw),
      onCase(what) {
        cases += 1;
        byStage[what.stage] = (byStage[what.stage] ?? 0) + 1;
        byName[what.name] = (byName[what.name] ?? 0) + 1;
        trail.push(what);
        if (trail.length > trailMax) trail.shift();
      },
      ...(script && {
        script: (operation, time, conversation) =>
          script.find(
            (line) =>
              line.operation === operation &&
              (line.time ?? time) === time &&
              (line.until ?? conversation) >= conversation,
          )?.name,
      }),
    });
  }),
);

const figures = (): Figures => ({
  cases,
  byStage,
  byName,
  conversations: cameras.reduce((total, camera) => total + camera.conversations(), 0),
});

process.on('message', (question: Numbered<Question>) => {
  const { id } = question;
  switch (question.kind) {
    case 'figures':
      return tell({ id, kind: 'figures', figures: figures() });
    case 'trail':
      return tell({ id, kind: 'trail', cases: trails[question.camera] ?? [] });
    case 'judge':
      return void judge(question).then((verdict) => tell({ id, kind: 'verdict', verdict }));
  }
});
process.on('disconnect', () => process.exit()); // the test is over
tell({ id: 0, kind: 'listening', ports: cameras.map((camera) => camera.port) });
