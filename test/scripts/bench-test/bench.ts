/** A desk, surroundings and an engineer for the bench test, each with what a test wants to be wrong with it. */
import { join } from 'node:path';
import { type SimulatedLight, simulatedLight } from '../../../device/light/simulated.ts';
import { type SimulatedPedal, simulatedPedal } from '../../../device/pedal/simulated.ts';
import type { PartName, Surroundings } from '../../../scripts/bench-test/check.ts';
import { type Answer, type Engineer, nobody } from '../../../scripts/bench-test/engineer.ts';
import { type Outcome, walk } from '../../../scripts/bench-test/walk.ts';
import type { Desk } from '../../../services/station/desk.ts';
import { watched } from '../../../services/station/listeners.ts';
import { type DeskOptions, newDesk, type TestDesk } from '../../device/camera/desk.ts';
import { freePort } from '../../support/clinic.ts';

export interface BenchDesk {
  readonly desk: Desk;
  readonly camera: TestDesk;
  readonly pedal: SimulatedPedal;
  readonly light: SimulatedLight;
}

/** The parts of a desk. `real`: the bench test does not know that they are simulated, and presses nothing itself. */
export async function benchDesk({
  real = false,
  ...options
}: DeskOptions & { readonly real?: boolean } = {}): Promise<BenchDesk> {
  const camera = await newDesk(options);
  const [pedal, light] = [simulatedPedal(), simulatedLight()];
  const body = { ...camera.simulated, subject: () => undefined, holdLetter: async () => {}, aimAt: async () => {} };
  const desk: Desk = {
    parts: { camera: camera.camera, pedal, light },
    pedalWorks: watched(true),
    simulated: real ? undefined : { camera: body, pedal, light },
    close: () => camera.close(),
  };
  return { desk, camera, pedal, light };
}

/** A home that nobody has enrolled, and ports at which nobody listens. */
export async function nowhere(changes: Partial<Surroundings> = {}): Promise<Surroundings> {
  return {
    engineer: nobody,
    simulated: true,
    identityFolder: '/nonexistent/identity',
    outboxFolder: '/nonexistent/outbox',
    broker: { host: '127.0.0.1', port: await freePort() },
    kioskPort: await freePort(),
    timeServer: undefined,
    pressWithinMs: 2_000,
    machine: { sys: '/sys', proc: '/proc' },
    ...changes,
  };
}

/** What the walk says of one part of a desk that has something wrong with it. */
export async function walkDesk(part: PartName, desk: BenchDesk, around: Surroundings): Promise<Outcome['result']> {
  const outcomes = await walk({ around, only: [part], openDesk: async () => desk.desk });
  return resultOf(outcomes, part);
}

export async function walkMachine(part: PartName, around: Surroundings): Promise<Outcome['result']> {
  const noDesk = () => Promise.reject(new Error('this part needs no desk'));
  return resultOf(await walk({ around, only: [part], openDesk: noDesk }), part);
}

export function resultOf(outcomes: readonly Outcome[], part: string): Outcome['result'] {
  const found = outcomes.find((outcome) => outcome.part === part);
  if (found === undefined) throw new Error(`${part} was not walked`);
  return found.result;
}

/** The faults of a result, each in one line: the part, why, what to do. */
export function faultsOf(result: Outcome['result']): readonly string[] {
  if (result.kind !== 'failed') throw new Error(`no fault was found: ${JSON.stringify(result)}`);
  return result.faults.map(({ part, why, whatToDo }) => `${part}: ${why} → ${whatToDo}`);
}

export function remarksOf(result: Outcome['result']): readonly string[] {
  if (result.kind !== 'ok') throw new Error(`not all is well: ${JSON.stringify(result)}`);
  return result.remarks;
}

/** Does and answers what the test says; keeps what was asked. */
export function actingEngineer(
  acts: { readonly onTold?: () => void; readonly answer?: (question: string) => Answer } = {},
) {
  const asked: string[] = [];
  const told: string[] = [];
  const engineer: Engineer = {
    present: true,
    tell(line) {
      told.push(line);
      acts.onTold?.();
    },
    async confirm(question) {
      asked.push(question);
      return acts.answer?.(question) ?? 'yes';
    },
    close: () => {},
  };
  return { engineer, asked, told };
}

export function stationFolders(home: string): Pick<Surroundings, 'identityFolder' | 'outboxFolder'> {
  return { identityFolder: join(home, 'station', 'identity'), outboxFolder: join(home, 'station', 'outbox') };
}
