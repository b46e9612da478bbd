/**
 * A Canon EOS 90D on the wire (vendor extension 0x0B), as far as libgphoto2 2.5.30 goes: `camera_prepare_canon_eos_capture`,
 * `camera_canon_eos_capture`, `camera_capture_preview`, `camera_wait_for_event` in its `camlibs/ptp2`.
 *
 *     9114 remote, 9115 tell me ─► 9116 what happened? ─► C189, C18A: every property and its choices
 *     9128 half press ─► 9116 in focus? ─► 9128 full press ─► 9129 let go
 *                                            └► 9116 ─┬► C186 in memory: 101B piece by piece, then 9117 "I have it"
 *                                                     └► C181 on the card
 *     9110 D1B0 = 2 ─► 9153 frame, frame, … ─► 9110 D1B0 = 0
 */
import { type BodyEvent, fetchedFromRam, type Target, tell, told } from '../body/body.ts';
import { type Refusal, refusal } from '../body/conditions.ts';
import { cr3 } from '../body/raw-file.ts';
import type { Answer, Machine, Operation, Personality } from '../personality.ts';
import { formats, operations, responses, properties as standard } from '../ptp/codes.ts';
import { deviceInfo } from '../ptp/datasets.ts';
import { join, u32 } from '../ptp/little-endian.ts';
import { stillCamera } from '../ptp/settings.ts';
import { answerStandard, type StandardMake, standardOperations } from '../ptp/standard.ts';
import * as store from '../ptp/store.ts';
import { codes, destinationOf, destinations, drift, properties, shootsRaw, shotsInto, valueNow } from './properties.ts';
import * as records from './records.ts';
import { setProperty } from './set-property.ts';

const { given, only } = store;

const canonOperations = {
  getStorageIds: 0x9101,
  getStorageInfo: 0x9102,
  setProperty: 0x9110,
  setRemoteMode: 0x9114,
  setEventMode: 0x9115,
  getEvent: 0x9116,
  transferComplete: 0x9117,
  computerHasRoom: 0x911a,
  lockButtons: 0x911b,
  unlockButtons: 0x911c,
  keepOn: 0x911d,
  press: 0x9128,
  letGo: 0x9129,
  liveViewImage: 0x9153,
} as const;

const canonResponses = { refused: 0xa005, batteryLow: 0xa101, notReady: 0xa102 } as const;

const card: store.CardStyle = { storeId: 0x0002_0001, label: 'EOS_DIGITAL', folder: '100CANON', rawFormat: 0xb108 };
const make: StandardMake = {
  card,
  properties: stillCamera.filter(({ code }) => code === standard.batteryLevel),
  ownValue: () => undefined,
};

export const canonEos90D: Personality = {
  name: 'Canon EOS 90D',
  files: { prefix: 'IMG_', raw: { extension: 'CR3', isChosen: shootsRaw, file: cr3 } },
  keeps: 'ram',
  drift,
  answer: async (operation, machine) =>
    operation.code === operations.getDeviceInfo ? introduction(machine.serial()) : answer(operation, machine),
};

const introduction = (serial: string): Answer =>
  given(
    deviceInfo({
      ...{ standardVersion: 100, vendorExtension: 0x0b, vendorExtensionText: '' },
      operations: [...standardOperations, ...Object.values(canonOperations)],
      events: [], // asked for with 9116
      properties: make.properties.map(({ code }) => code),
      captureFormats: [formats.exifJpeg],
      imageFormats: [formats.exifJpeg, formats.association, card.rawFormat],
      ...{ manufacturer: 'Canon Inc.', model: 'Canon EOS 90D', firmware: '3-1.1.1', serial },
    }),
  );

async function answer(operation: Operation, machine: Machine): Promise<Answer> {
  const { code, parameters, data } = operation;
  const [first, second] = parameters;
  switch (code) {
    case canonOperations.getStorageIds:
      return store.storageIds(card);
    case canonOperations.getStorageInfo:
      return store.storage(machine.body(), card, first);
    case canonOperations.setProperty:
      return setProperty(data, machine);
    case canonOperations.setEventMode:
      if (first === 1) machine.become(tell(machine.body(), ...everything(machine)));
      return only(responses.ok);
    case canonOperations.getEvent:
      return tellEvents(machine);
    case canonOperations.transferComplete:
      machine.become(fetchedFromRam(machine.body(), first ?? 0));
      return only(responses.ok);
    case canonOperations.computerHasRoom:
      return computerHasRoom((first ?? 0) * (second ?? 0), machine);
    case canonOperations.press:
      return press(first, machine);
    case canonOperations.liveViewImage:
      return liveViewImage(machine);
    case canonOperations.setRemoteMode:
    case canonOperations.lockButtons:
    case canonOperations.unlockButtons:
    case canonOperations.keepOn:
    case canonOperations.letGo:
      return only(responses.ok);
    default:
      return inRam(operation, machine) ?? answerStandard(operation, machine, make);
  }
}

// ---------------------------------------------------------------------------------------------------------- events

/** What a session is told in the beginning. */
function everything(machine: Machine): readonly BodyEvent[] {
  const settings = properties.map(({ code }) => ({ kind: 'setting-changed', code }) as const);
  return machine.body().shutter === 'open' ? [...settings, { kind: 'exposure-began' }] : settings;
}

/** All there is to tell. libgphoto2 asks until there is nothing. */
function tellEvents(machine: Machine): Answer {
  const { untold } = machine.body();
  const words = untold.flatMap((event) => eventRecords(event, machine));
  machine.become(told(machine.body(), untold.length));
  return given(join(...words, records.end()));
}

function eventRecords(event: BodyEvent, machine: Machine): readonly Buffer[] {
  const body = machine.body();
  switch (event.kind) {
    case 'exposure-began':
    case 'exposure-ended':
      return [records.cameraStatus(event.kind === 'exposure-began')];
    case 'focus-tried':
      return [records.focus(event.found)];
    case 'picture-in-ram': {
      const picture = body.ram.find(({ handle }) => handle === event.handle);
      return picture ? [records.requestObjectTransfer(picture, store.formatOf(picture, card))] : [];
    }
    case 'picture-on-card': {
      const picture = store.onCard(body, event.handle);
      const place = { id: card.storeId, folder: store.picturesFolder };
      return picture ? [records.objectAdded(picture, { ...place, format: store.formatOf(picture, card) })] : [];
    }
    case 'setting-changed':
      return settingRecords(event.code, machine);
    case 'clock-changed':
      return [codes.cameraTime, codes.utcTime].flatMap((code) => settingRecords(code, machine));
    case 'card-ran-full':
      return [];
  }
}

function settingRecords(code: number, machine: Machine): readonly Buffer[] {
  const property = properties.find((each) => each.code === code);
  if (property === undefined) return [];
  const value = records.propertyValue(property, valueNow(property, machine));
  return property.choices === undefined ? [value] : [value, records.propertyChoices(property, property.choices)];
}

// -------------------------------------------------------------------------------------------------------- pictures

/** How far the release is pressed: 1 half, 2 full, 3 both at once. */
function press(how: number | undefined, machine: Machine): Answer {
  if (how === 1) {
    const found = !machine.body().faults.has('out-of-focus');
    machine.become(tell(machine.body(), { kind: 'focus-tried', found }));
    return only(responses.ok);
  }
  const into: Target = destinationOf(machine.body()) === destinations.card ? 'card' : 'ram';
  const refused = refusal(machine.body(), into);
  if (refused) return only(refusalCodes[refused]);
  machine.expose(into);
  return only(responses.ok);
}

const refusalCodes: Readonly<Record<Refusal, number>> = {
  busy: responses.deviceBusy,
  'out-of-focus': canonResponses.refused,
  'battery-empty': canonResponses.batteryLow,
  'card-full': responses.storeFull,
};

/** With pictures going to the computer, the camera shows how many fit there. libgphoto2 waits for it to be more than none. */
function computerHasRoom(bytes: number, machine: Machine): Answer {
  const settings = new Map(machine.body().settings).set(codes.availableShots, shotsInto(bytes));
  machine.become(tell({ ...machine.body(), settings }, { kind: 'setting-changed', code: codes.availableShots }));
  return only(responses.ok);
}

/** A picture in memory by its handle. It stays there until the initiator has said that it has it. */
function inRam({ code, parameters }: Operation, machine: Machine): Answer | undefined {
  const [handle, offset = 0, bytesMax = 0] = parameters;
  const picture = machine.body().ram.find((each) => each.handle === handle);
  if (picture === undefined) return undefined;
  switch (code) {
    case operations.getObjectInfo:
      return store.pictureInfo(picture, card, 'ram');
    case operations.getObject:
      return store.pictureBytes(machine.body(), picture, 0, picture.lengthBytes);
    case operations.getPartialObject:
      return store.pictureBytes(machine.body(), picture, offset, bytesMax);
    case operations.getThumb:
      return given(picture.thumb.bytes);
    default:
      return undefined;
  }
}

// ------------------------------------------------------------------------------------------------------- live view

const jpegBlob = 1;

async function liveViewImage(machine: Machine): Promise<Answer> {
  if (machine.body().liveView === 'off') return only(canonResponses.notReady);
  const frame = await machine.frame();
  return given(u32(8 + frame.length), u32(jpegBlob), frame);
}
