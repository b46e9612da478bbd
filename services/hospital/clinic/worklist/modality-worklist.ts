/**
 * Today's and the next days' booked appointments as a folder of DICOM worklist files, for devices that are no station of
 * ours: Orthanc's worklist plugin, or dcmtk's wlmscpfs, answers from it (PS3.4, annex K).
 *
 *   <folder>/<appointment>.wl     appears whole, goes when the appointment does
 *            lockfile             wlmscpfs asks for it
 *
 * These files hold patients' names in the clear: the folder is for the user that these programs run as, on a disk of the
 * hospital. Files of other names are left alone.
 */
import { mkdir, open, readdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Database, Queries } from '../../database/api.ts';
import { dayAfter, hospitalDay } from '../../database/clock.ts';
import type { WorklistItem } from '../../dicom/api.ts';
import { appointmentStudyUid } from '../../dicom/uids.ts';
import { worklistItem } from '../../dicom/worklist.ts';
import { joinPatient } from '../patient.ts';
import { startOfDay } from '../slots.ts';
import { worklistDays } from './content.ts';
import { errorForLog, type Looking, looking } from './looking.ts';

const ending = '.wl';
const draftEnding = '.draft';
/** Our names: an appointment's id. */
const ours = /^[0-9A-Z]{16}\.(wl|draft)$/;
/** Readable for the group, in which the worklist's server is. */
const mode = 0o640;
const description = 'Medical photography of skin lesions';

export interface ModalityWorklistOptions {
  readonly database: Database;
  readonly folder: string;
  readonly now: () => Date;
  readonly log: Logger;
}

/** Trouble with the folder or the database is logged and tried again; `once` resolves after a look all the same. */
export function modalityWorklist({ database, folder, now, log }: ModalityWorklistOptions): Looking {
  return looking(async () => {
    try {
      const unfit = await writeModalityWorklist(database, folder, hospitalDay(now()));
      if (unfit.length > 0) log.warn({ unfit }, 'these appointments do not fit into a DICOM worklist');
      return 'done';
    } catch (error) {
      log.error(errorForLog(error), 'the modality worklist cannot be written');
      return 'again';
    }
  });
}

/** An appointment that DICOM cannot carry, and which element is too long or not allowed. */
interface UnfitItem {
  readonly appointment: string;
  readonly detail: string;
}

export async function writeModalityWorklist(on: Queries, folder: string, today: string): Promise<readonly UnfitItem[]> {
  await mkdir(folder, { recursive: true, mode: 0o750 });
  await (await open(join(folder, 'lockfile'), 'a', mode)).close();
  const unfit: UnfitItem[] = [];
  const wanted = new Set<string>();
  for (const item of await items(on, today)) {
    const bytes = worklistItem(item);
    if ('kind' in bytes) {
      unfit.push({ appointment: item.appointment, detail: bytes.detail });
      continue;
    }
    wanted.add(`${item.appointment}${ending}`);
    await put(folder, item.appointment, bytes);
  }
  for (const name of await readdir(folder)) {
    if (ours.test(name) && !wanted.has(name)) await unlink(join(folder, name));
  }
  return unfit;
}

async function put(folder: string, appointment: string, bytes: Uint8Array): Promise<void> {
  const path = join(folder, `${appointment}${ending}`);
  if ((await held(path))?.equals(bytes)) return;
  const draft = join(folder, `${appointment}${draftEnding}`); // the servers look for names that end in .wl
  await writeFile(draft, bytes, { mode });
  await rename(draft, path);
}

async function held(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

interface Row {
  readonly appointment: string;
  readonly referral: string;
  readonly ubrn: string | null;
  readonly station: string;
  readonly slotAt: Date;
  readonly siteName: string;
  readonly photographer: string;
  readonly hospitalNumber: string;
  readonly nhsNumber: string | null;
  readonly familyName: string;
  readonly givenName: string;
  readonly dateOfBirth: string;
  readonly sex: 'female' | 'male' | 'other' | 'unknown' | null;
}

async function items(on: Queries, today: string): Promise<readonly WorklistItem[]> {
  const rows = await on.query<Row>(
    `select appointment.id as appointment, referral.id as referral, ubrn, station, slot_at as "slotAt",
            site.name as "siteName", photographer, hospital_number as "hospitalNumber", nhs_number as "nhsNumber",
            family_name as "familyName", given_name as "givenName", date_of_birth as "dateOfBirth", sex
     from appointment join session on session.id = appointment.session join site on site.id = session.site
     join referral on referral.id = appointment.referral ${joinPatient}
     where appointment.state = 'booked' and session.state = 'open' and slot_at >= $1 and slot_at < $2
     order by slot_at, appointment.id`,
    [startOfDay(today), startOfDay(dayAfter(today, worklistDays))],
  );
  return rows.map((row) => {
    const { appointment, station, siteName, photographer, hospitalNumber, nhsNumber, sex } = row;
    const { familyName, givenName, dateOfBirth } = row;
    return {
      appointment,
      patient: {
        hospitalNumber,
        familyName,
        givenName,
        dateOfBirth,
        ...(nhsNumber === null ? {} : { nhsNumber }),
        ...(sex === null ? {} : { sex }),
      },
      referral: { id: row.referral, ...(row.ubrn === null ? {} : { ubrn: row.ubrn }) },
      station,
      slotAt: row.slotAt.toISOString(),
      siteName,
      photographer,
      description,
      studyUid: appointmentStudyUid(appointment),
    };
  });
}
