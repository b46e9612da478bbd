/**
 * The clinic list that the hospital sends: kept on the disk as it came, sealed, and opened in memory.
 *
 *   broker, retained ─► signed by the hospital? for this station? newer? ─► worklist.json ─► today's list
 *
 * A station without a network works from the last one. The disk holds nothing that only the disk could read.
 */
import { readFile } from 'node:fs/promises';
import { replaceDurably } from '../disk/durable.ts';
import {
  openWorklist,
  type SealedWorklist,
  signedWorklist,
  type Worklist,
  type WorklistProblem,
} from '../wire/worklist.ts';
import type { AppointmentView } from './api.ts';
import type { Identity } from './identity.ts';

/** The clinics' own time, whatever the station's clock is set to. */
const clinicZone = 'Europe/London';
const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone: clinicZone, dateStyle: 'short' });
const timeOf = new Intl.DateTimeFormat('en-GB', { timeZone: clinicZone, timeStyle: 'short' });

export type Received = 'kept' | 'not-on-disk' | 'old' | WorklistProblem;

export interface ClinicBook {
  /** Today's appointments by their time: the same array as long as nothing changed. */
  today(now: Date): readonly AppointmentView[];
  /**
   * A worklist came. `kept`: it holds from now on, also after a restart. `not-on-disk`: it holds until then. `old`: there
   * was one as new already. A problem changes nothing.
   */
  receive(letter: SealedWorklist): Promise<Received>;
}

/** `file`: where the last worklist is kept. One that cannot be read any more is as good as none: a new one comes. */
export async function openClinicBook(file: string, identity: Identity): Promise<ClinicBook> {
  const { station, hospital, worklistIdentities } = identity;
  const open = (letter: SealedWorklist) => openWorklist(letter, station, worklistIdentities, hospital.receiptKeys);
  let present = await lastOne();
  let shown: { list: Worklist | undefined; day: string; today: readonly AppointmentView[] } | undefined;
  let receiving: Promise<unknown> = Promise.resolve();

  async function lastOne(): Promise<Worklist | undefined> {
    const letter = await readLetter(file);
    const list = letter && (await open(letter));
    return typeof list === 'string' ? undefined : list;
  }

  async function keep(letter: SealedWorklist): Promise<Received> {
    const list = await open(letter);
    if (typeof list === 'string') return list;
    if (list.serial <= (present?.serial ?? 0)) return 'old';
    present = list;
    return replaceDurably(file, JSON.stringify(letter)).then(
      () => 'kept',
      () => 'not-on-disk', // the station tries its disk itself, and says what is the matter with it
    );
  }

  return {
    today(now) {
      const day = dayOf.format(now);
      if (shown?.list !== present || shown?.day !== day) shown = { list: present, day, today: listOf(present, day) };
      return shown.today;
    },
    receive(letter) {
      const received = receiving.then(() => keep(letter)); // one after the other, or an older one could win
      receiving = received;
      return received;
    },
  };
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

function listOf(list: Worklist | undefined, day: string): readonly AppointmentView[] {
  const todays = (list?.clinics ?? []).filter(({ startsAt }) => dayOf.format(new Date(startsAt)) === day);
  return todays
    .flatMap(({ appointments }) => appointments)
    .filter(({ state }) => state !== 'did-not-attend')
    .sort((a, b) => a.slotAt.localeCompare(b.slotAt))
    .map(({ id, slotAt, patient, lesions }) => ({
      id,
      time: timeOf.format(new Date(slotAt)),
      patient,
      lesions: lesions.map(({ code, ...lesion }) => lesion),
    }));
}
