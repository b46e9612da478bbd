/** A broker that is none: it holds what was published, and may be away. With the hospital's and the stations' keys. */
import { generateKeyPairSync } from 'node:crypto';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { worklists } from '../../../../services/hospital/clinic/worklist/worklists.ts';
import { readForm } from '../../../../services/hospital/questionnaire/form.ts';
import { stationSheets } from '../../../../services/hospital/questionnaire/sheet.ts';
import type { StationId } from '../../../../services/wire/ids.ts';
import { keyIdOf } from '../../../../services/wire/signing.ts';
import { openWorklist, type SealedWorklist, type Worklist } from '../../../../services/wire/worklist.ts';
import type { Engine } from '../../../support/databases.ts';
import { silent } from '../../../support/hospital.ts';
import { coordinator, type SmallHospital, smallHospital, unwritten } from './hospital.ts';

const keys = generateKeyPairSync('ed25519');
export const signer = { id: keyIdOf(keys.publicKey), privateKey: keys.privateKey };
export const trusted = new Map([[signer.id, keys.publicKey]]);
export const questionnaire = stationSheets(readForm());
export const noPictures = async () => undefined;
export const histon = 'histon-1' as StationId;
export const ely = 'ely-1' as StationId;

/** A hospital with stations at Histon and at Ely, on a database of its own. */
export async function twoStations(
  engine: Engine,
  work: (hospital: SmallHospital, broker: Awaited<ReturnType<typeof pretendBroker>>) => Promise<void>,
): Promise<void> {
  const database = await engine.open();
  const hospital = await smallHospital(database, { letters: unwritten });
  await hospital.clinics.saveSite(
    { id: 'ely', name: 'Ely', address: ['Ely'], directions: '', parking: '', stations: [ely] },
    coordinator,
  );
  const broker = await pretendBroker(hospital);
  await work(hospital, broker);
  await broker.lists.close();
  await database.close();
}

/** Holds what was published, or is away. */
async function pretendBroker(hospital: SmallHospital) {
  const identities = new Map([
    [histon, await generateIdentity()],
    [ely, await generateIdentity()],
  ]);
  const published: { station: StationId; letter: SealedWorklist }[] = [];
  let away = false;
  const recipientOf = (station: StationId) => {
    const identity = identities.get(station);
    return identity === undefined ? undefined : identityToRecipient(identity);
  };
  const thumbnails = new Map<string, Uint8Array>();
  const newLists = () =>
    worklists({
      database: hospital.database,
      questionnaire,
      earlier: async (sopUid) => thumbnails.get(sopUid),
      publish: async (station, letter) => {
        if (away) throw new Error('away');
        published.push({ station, letter });
      },
      signer,
      recipientOf,
      now: hospital.now,
      log: silent,
    });
  const lists = newLists();
  return {
    lists,
    newLists,
    published,
    identities,
    /** What the archive has, by the pictures' SOP instance UIDs. */
    thumbnails,
    setAway: (is: boolean) => {
      away = is;
    },
    /** The last one of a station, opened as the station opens it. */
    async read(station: StationId): Promise<Worklist> {
      const letter = published.findLast((each) => each.station === station)?.letter;
      if (letter === undefined) throw new Error('nothing was published');
      const list = await openWorklist(letter, station, [String(identities.get(station))], trusted);
      if (typeof list === 'string') throw new Error(list);
      return list;
    },
  };
}
