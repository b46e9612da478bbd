/** The station's own program where systemd runs it: it holds the parts on the desk, so it has to make room. */
import { spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from './check.ts';

export interface StationUnit {
  /** A fault when it would not. */
  stop(): Promise<Fault | undefined>;
  start(): Promise<Fault | undefined>;
}

/** systemd kills what does not stop after 90 s. */
const systemctlMsMax = 100_000;
/** From its start until its pages are served. */
const answersMsMax = 60_000;
const lookEveryMs = 250;

/** `unit` is a name such as `lentigo-station.service`. */
export function systemdUnit(unit: string, kioskPort: number): StationUnit {
  function systemctl(verb: 'start' | 'stop'): Fault | undefined {
    const { error, status, stderr } = spawnSync('systemctl', [verb, unit], {
      encoding: 'utf8',
      timeout: systemctlMsMax,
    });
    if (error === undefined && status === 0) return undefined;
    return {
      part: `the unit ${unit}`,
      why: `systemctl ${verb} ${unit} failed: ${error?.message ?? stderr.trim()}`,
      whatToDo: 'Run the bench test as an administrator, and look at: systemctl status.',
    };
  }
  return {
    stop: async () => systemctl('stop'),
    async start() {
      const fault = systemctl('start');
      const untilMs = performance.now() + answersMsMax;
      while (fault === undefined && performance.now() < untilMs && !(await answers(kioskPort)))
        await pause(lookEveryMs);
      return fault; // a program that came up and does not answer is told by the screen's own check
    },
  };
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(lookEveryMs * 4) })).ok;
  } catch {
    return false; // not yet
  }
}
