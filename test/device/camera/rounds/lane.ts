/**
 * One camera and one driver that go through one round of trouble after the other, as a clinic would.
 *
 *   ready ─► trouble begins ─► press ─► answer ─► trouble ends ─► press until there is a picture
 *                                                    └──────── recovery ────────┘
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { SimulatedFault } from '../../../../device/camera/simulated/faults.ts';
import type { PersonalityName } from '../../../../device/camera/simulated/makes.ts';
import { gphotoCamera } from '../../../../device/camera/supervisor.ts';
import type { Camera, CameraStatus, Photo } from '../../../../device/ports.ts';
import { status } from '../../../contract/waiting.ts';
import { labelOf } from '../pictures.ts';
import { farCamera } from './far-camera.ts';

/** What a round came to. */
export interface Outcome {
  readonly round: string;
  /** What the press in trouble was answered with. */
  readonly answer: string;
  readonly recoveredMs: number;
  /** Presses that got no answer by their deadline, and waits that nothing ended. */
  readonly hung: number;
}

export interface Lane {
  play(fault: SimulatedFault, round: string): Promise<Outcome>;
  /** Pictures that were bound to a press they did not belong to. */
  misbound(): readonly string[];
  /** Pictures that were handed over more than once. */
  twice(): readonly string[];
  close(): Promise<void>;
}

const deadlineMs = 3000;
const recoveryDeadlineMs = 8000;
const lateMs = 1500;
const hungAfterMs = 60_000;
const setup = { shutter: '1/125', aperture: 'f/8', iso: '200' };

/** `chance` decides when the trouble begins and ends. */
export async function newLane(make: PersonalityName, chance: () => number): Promise<Lane> {
  const far = await farCamera(make);
  const home = mkdtempSync(join(tmpdir(), 'lentigo-rounds-'));
  const camera = gphotoCamera({ address: far.address, home, log: () => {} });
  const handedOver = new Set<string>();
  const twice: string[] = [];
  const misbound: string[] = [];

  const handOver = (photo: Photo) => {
    if (handedOver.has(photo.sha256)) twice.push(labelOf(photo.bytes));
    handedOver.add(photo.sha256);
    camera.forget(photo);
  };
  camera.onUnexplained(handOver);
  camera.onFrame(() => {});

  async function press(label: string, withinMs: number): Promise<{ readonly answer: string; readonly hung: boolean }> {
    await far.show(label);
    const pressedAtMs = performance.now();
    const result = await camera.expose(withinMs);
    const hung = performance.now() - pressedAtMs > withinMs + lateMs;
    if (typeof result === 'string') return { answer: result, hung };
    if (labelOf(result.bytes) !== label) misbound.push(`${label} got ${labelOf(result.bytes)}`);
    handOver(result);
    return { answer: 'photo', hung };
  }

  return {
    async play(fault, round) {
      let hung = 0;
      await status<CameraStatus>(camera, 'ready', hungAfterMs);
      await camera.prepare(setup);
      await after(200 * chance());
      await far.show(`before ${round}`);
      await far.set(fault, true);
      if (chance() < 0.5) await after(600 * chance());
      const first = await press(`${round}, in trouble`, deadlineMs);
      hung += Number(first.hung);
      await after(1000 * chance());
      await far.set(fault, false);
      const recoveredMs = await recovery(camera, async (presses) => {
        const { answer, hung: late } = await press(`${round}, press ${presses}`, recoveryDeadlineMs);
        hung += Number(late);
        return answer === 'photo';
      });
      if (recoveredMs >= hungAfterMs) hung += 1;
      return { round, answer: first.answer, recoveredMs, hung };
    },
    misbound: () => misbound,
    twice: () => twice,
    async close() {
      await camera.close();
      await far.close();
      rmSync(home, { recursive: true });
    },
  };
}

/** A photographer who presses again as soon as the camera is ready; how long until there is a picture. */
async function recovery(camera: Camera, press: (presses: number) => Promise<boolean>): Promise<number> {
  const healedAtMs = performance.now();
  const pastMs = () => performance.now() - healedAtMs;
  for (let presses = 1; pastMs() < hungAfterMs; presses += 1) {
    await status<CameraStatus>(camera, 'ready', hungAfterMs).catch(() => {}); // past the limit it has hung: told by the figure
    if (await press(presses)) break;
    await after(100); // a foot is no faster
  }
  return pastMs();
}
