/**
 * The clinic list that the hospital sends: kept on the disk as it came, sealed, and opened in memory.
 *
 *   broker, retained ─► signed by the hospital? for this station? newer? ─► worklist.json ─┬─► roster, always
 *                                                                                          └─► today, while it is open
 *
 * A station without a network works from the last one. The disk holds nothing that only the disk could read, and while
 * nobody is signed in the memory holds names and hashes of staff, and of patients nothing.
 */
import { readFile } from 'node:fs/promises';
import { replaceDurably } from '../disk/durable.ts';
import type { StaffMember } from '../wire/staff.ts';
import {
  openWorklist,
  type SealedWorklist,
  signedWorklist,
  type Worklist,
  type WorklistProblem,
} from '../wire/worklist.ts';
import { clinicDay, clinicTime } from './clinic/clinic-time.ts';
import type { Appointment, DayList } from './core/visit.ts';
import type { Identity } from './identity.ts';
import { removeDrafts } from './journal/drafts.ts';

export type Received = 'kept' | 'not-on-disk' | 'old' | WorklistProblem;

/** The list as it is while nobody may look at it. */
export const closedList: DayList = { appointments: [], madeAt: undefined, sheets: [] };

export interface ClinicBook {
  /** Who may sign in; empty before the first list came. The same array as long as nothing changed. */
  roster(): readonly StaffMember[];
  /** Opens the patients' part in memory: somebody has signed in. Safe to repeat. */
  open(): Promise<void>;
  /** Lets go of the patients' part. */
  close(): void;
  /** Today's appointments by their time, empty while it is closed: the same object as long as nothing changed. */
  today(now: Date): DayList;
  /**
   * A worklist came. `kept`: it holds from now on, also after a restart. `not-on-disk`: it holds until then. `old`: there
   * was one as new already. A problem changes nothing.
   */
  receive(letter: SealedWorklist): Promise<Received>;
}

/** The last list: what of it nobody need be signed in for, and the rest as it came. */
interface Present {
  readonly letter: SealedWorklist;
  readonly serial: number;
  readonly staff: readonly StaffMember[];
}

const nobody: readonly StaffMember[] = [];

/** `file`: where the last worklist is kept. One that cannot be read any more is as good as none: a new one comes. */
export async function openClinicBook(file: string, identity: Identity): Promise<ClinicBook> {
  const { station, hospital, worklistIdentities } = identity;
  const unseal = (letter: SealedWorklist) => openWorklist(letter, station, worklistIdentities, hospital.receiptKeys);
  await removeDrafts(file);
  let present = await lastOne();
  /** Somebody is signed in. */
  let wanted = false;
  let opened: Worklist | undefined;
  let shown: { readonly of: Worklist; readonly day: string; readonly today: DayList } | undefined;
  let working: Promise<unknown> = Promise.resolve();

  async function lastOne(): Promise<Present | undefined> {
    const letter = await readLetter(file);
    const list = letter && (await unseal(letter));
    return letter === undefined || list === undefined || typeof list === 'string' ? undefined : presentOf(letter, list);
  }

  async function keep(letter: SealedWorklist): Promise<Received> {
    const list = await unseal(letter);
    if (typeof list === 'string') return list;
    if (list.serial <= (present?.serial ?? 0)) return 'old';
    present = presentOf(letter, list);
    if (wanted) opened = list;
    return replaceDurably(file, JSON.stringify(letter)).then(
      () => 'kept',
      () => 'not-on-disk', // the station tries its disk itself, and says what is the matter with it
    );
  }

  async function openPresent(): Promise<void> {
    if (!wanted || opened !== undefined || present === undefined) return;
    const list = await unseal(present.letter);
    if (wanted && typeof list !== 'string') opened = list; // it may have been closed meanwhile
  }

  /** One after the other, or an older list could win. */
  function afterOthers<T>(task: () => Promise<T>): Promise<T> {
    const done = working.then(task);
    working = done;
    return done;
  }

  return {
    roster: () => present?.staff ?? nobody,
    open() {
      wanted = true;
      return afterOthers(openPresent);
    },
    close() {
      wanted = false;
      opened = undefined;
      shown = undefined;
    },
    today(now) {
      if (opened === undefined) return closedList;
      const day = clinicDay(now);
      if (shown?.of !== opened || shown.day !== day) shown = { of: opened, day, today: listOf(opened, day) };
      return shown.today;
    },
    receive: (letter) => afterOthers(() => keep(letter)),
  };
}

function presentOf(letter: SealedWorklist, { serial, staff }: Worklist): Present {
  return { letter, serial, staff };
}

/** Undefined when there is none, or one that was cut short by a power cut. */
async function readLetter(file: string): Promise<SealedWorklist | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return signedWorklist.parse(JSON.parse(text));
  } catch {
    return undefined; // the broker still has it
  }
}

function listOf(list: Worklist, day: string): DayList {
  const todays = list.clinics.filter(({ startsAt }) => clinicDay(new Date(startsAt)) === day);
  const appointments = todays
    .flatMap((clinic) => clinic.appointments)
    .sort((a, b) => a.slotAt.localeCompare(b.slotAt))
    .map((appointment): Appointment => {
      const time = clinicTime(new Date(appointment.slotAt));
      return { ...appointment, time, registeredByHand: false };
    });
  return { appointments, madeAt: list.madeAt, sheets: list.questionnaire };
}
