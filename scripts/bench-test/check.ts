/** What a check of the bench test is given, and what it may answer. */
import type { Desk } from '../../services/station/desk.ts';
import type { BrokerAddress } from '../../services/wire/connection.ts';
import type { Engineer } from './engineer.ts';

/** In the order in which they are walked: first what needs the desk, then what needs the station's program. */
export const partNames = [
  'camera',
  'live-view',
  'capture',
  'pedal',
  'light',
  'screen',
  'disk',
  'clock',
  'network',
  'broker',
] as const;
export type PartName = (typeof partNames)[number];

/** Something that does not work: which part it is, how it showed, and what the engineer does next. */
export interface Fault {
  readonly part: string;
  readonly why: string;
  readonly whatToDo: string;
}

/** Measurements for the report, units last in their names. Never anything of a patient. */
export type Figures = Readonly<Record<string, string | number | boolean>>;

export type Result =
  | {
      readonly kind: 'ok';
      readonly says: string;
      /** Works, and somebody should know. */
      readonly remarks: readonly string[];
      readonly figures: Figures;
    }
  | { readonly kind: 'failed'; readonly faults: readonly [Fault, ...Fault[]]; readonly figures: Figures }
  | { readonly kind: 'skipped'; readonly why: string };

/** Where the kernel shows the machine; a test gives its own. */
export interface MachineFolders {
  readonly sys: string;
  readonly proc: string;
}

/** What does not need the desk. */
export interface Surroundings {
  readonly engineer: Engineer;
  /** The parts on the desk are the simulated ones: what this machine lacks of a station is no fault then. */
  readonly simulated: boolean;
  readonly identityFolder: string;
  readonly outboxFolder: string;
  readonly broker: BrokerAddress;
  readonly kioskPort: number;
  /** An NTP server to compare the clock with, `host` or `host:port`. */
  readonly timeServer: string | undefined;
  readonly pressWithinMs: number;
  readonly machine: MachineFolders;
}

export interface DeskCheck {
  readonly name: PartName;
  readonly where: 'desk';
  /** Parts that have to work before this one can be tested; they are walked with it. */
  readonly needs: readonly PartName[];
  readonly limitMs: number;
  run(desk: Desk, around: Surroundings): Promise<Result>;
}

export interface MachineCheck {
  readonly name: PartName;
  readonly where: 'machine';
  readonly needs: readonly PartName[];
  readonly limitMs: number;
  run(around: Surroundings): Promise<Result>;
}

export type Check = DeskCheck | MachineCheck;

/** Collects what a check finds. One fault and the part has failed, whatever else works. */
export interface Findings {
  fault(part: string, why: string, whatToDo: string): void;
  remark(sentence: string): void;
  figure(name: string, value: string | number | boolean | undefined): void;
  /** A fault on a station; only a remark on a developer's machine with simulated parts. */
  missing(around: Surroundings, part: string, why: string, whatToDo: string): void;
  hasFaults(): boolean;
  result(says: string): Result;
}

export function newFindings(): Findings {
  const faults: Fault[] = [];
  const remarks: string[] = [];
  const figures: Record<string, string | number | boolean> = {};
  const fault = (part: string, why: string, whatToDo: string) => void faults.push({ part, why, whatToDo });
  return {
    fault,
    remark: (sentence) => void remarks.push(sentence),
    figure(name, value) {
      if (value !== undefined) figures[name] = value;
    },
    missing(around, part, why, whatToDo) {
      if (around.simulated) remarks.push(`${why} A station would fail here.`);
      else fault(part, why, whatToDo);
    },
    hasFaults: () => faults.length > 0,
    result(says) {
      const [first, ...more] = faults;
      return first === undefined
        ? { kind: 'ok', says, remarks, figures }
        : { kind: 'failed', faults: [first, ...more], figures };
    },
  };
}

/** One decimal is what an engineer reads. */
export function rounded(value: number, decimals = 1): number {
  return Number(value.toFixed(decimals));
}
