/**
 * A Nikon D7500 on the wire (vendor extension 0x0A), as far as libgphoto2 2.5.30 goes: `camera_nikon_capture`,
 * `camera_capture_preview`, `camera_wait_for_event` in its `camlibs/ptp2/library.c`.
 *
 *     9207 capture ─► 90C8 ready? ─► 90C7 what happened? ─► C101 in memory, fetched as 0xFFFF0001
 *                                                        └► 4002 on the card, fetched by its handle
 *     9201 live view ─► 9203 frame, frame, … ─► 9202 end
 */
import { type BodyEvent, fetchedFromRam, liveViewSwitched, type Target, told } from '../body/body.ts';
import { type Refusal, refusal } from '../body/conditions.ts';
import { tiffRaw } from '../body/raw-file.ts';
import { jpegSize } from '../jpeg-size.ts';
import type { Answer, Machine, Operation, Personality } from '../personality.ts';
import { events, formats, operations, responses, properties as standard } from '../ptp/codes.ts';
import { deviceInfo } from '../ptp/datasets.ts';
import { join, u16, u16s, u32 } from '../ptp/little-endian.ts';
import { drift } from '../ptp/settings.ts';
import { answerStandard, type StandardMake, standardOperations } from '../ptp/standard.ts';
import * as store from '../ptp/store.ts';
import { liveViewProhibited, ownValue, properties, shootsRaw } from './properties.ts';

const { given, only } = store;

const nikonOperations = {
  deletePictureInRam: 0x90c3,
  getEvent: 0x90c7,
  deviceReady: 0x90c8,
  getVendorPropCodes: 0x90ca,
  startLiveView: 0x9201,
  endLiveView: 0x9202,
  getLiveViewImage: 0x9203,
  captureIntoMedia: 0x9207,
} as const;

const nikonResponses = { outOfFocus: 0xa002, invalidStatus: 0xa004, notLiveView: 0xa00b } as const;
const nikonEvents = { pictureInRam: 0xc101, captureIntoRamComplete: 0xc102 } as const;

/** The name of every picture in memory; it means the oldest. */
const ramHandle = 0xffff_0001;
const firstVendorProperty = 0xd000;

/** How long `DeviceReady` waits for an exposure to end before it says that the camera is busy. */
const readyWaitMs = 500;

const card: store.CardStyle = {
  ...{ storeId: 0x0001_0001, label: 'NIKON', folder: '100D7500' },
  rawFormat: formats.undefined, // the standard knows none, and Nikon did not make one up
};
const make: StandardMake = { card, properties, ownValue };

export const nikonD7500: Personality = {
  name: 'D7500',
  files: {
    prefix: 'DSC_',
    raw: {
      ...{ extension: 'NEF', isChosen: shootsRaw },
      file: (jpeg) => tiffRaw('NIKON CORPORATION', 'NIKON D7500', jpeg),
    },
  },
  keeps: 'ram',
  drift,
  answer: async (operation, machine) =>
    operation.code === operations.getDeviceInfo ? introduction(machine.serial()) : answer(operation, machine),
};

const introduction = (serial: string): Answer =>
  given(
    deviceInfo({
      ...{ standardVersion: 100, vendorExtension: 0x0a, vendorExtensionText: 'microsoft.com: 1.0' },
      operations: [...standardOperations, ...Object.values(nikonOperations)],
      events: [
        ...[events.objectAdded, events.objectRemoved, events.devicePropChanged, events.captureComplete],
        ...Object.values(nikonEvents),
      ],
      properties: properties.map((property) => property.code).filter((code) => code < firstVendorProperty),
      captureFormats: [formats.exifJpeg],
      imageFormats: [formats.exifJpeg, formats.association, card.rawFormat],
      ...{ manufacturer: 'Nikon Corporation', model: 'D7500', firmware: 'V1.11', serial },
    }),
  );

async function answer(operation: Operation, machine: Machine): Promise<Answer> {
  const { code, parameters } = operation;
  const [first, second] = parameters;
  switch (code) {
    case nikonOperations.getVendorPropCodes:
      return given(u16s(properties.map((each) => each.code).filter((each) => each >= firstVendorProperty)));
    case nikonOperations.getEvent:
      return tellEvents(machine);
    case nikonOperations.deviceReady:
      return only((await machine.ready(readyWaitMs)) ? responses.ok : responses.deviceBusy);
    case nikonOperations.captureIntoMedia:
      return capture(machine, second === 1 ? 'ram' : 'card');
    case nikonOperations.startLiveView:
      if (liveViewProhibited(machine.body()) !== 0) return only(nikonResponses.invalidStatus);
      machine.become(liveViewSwitched(machine.body(), 'on'));
      return only(responses.ok);
    case nikonOperations.endLiveView:
      machine.become(liveViewSwitched(machine.body(), 'off'));
      return only(responses.ok);
    case nikonOperations.getLiveViewImage:
      return liveViewImage(machine);
    case nikonOperations.deletePictureInRam:
      return deleteFromRam(machine);
    default:
      return first === ramHandle ? inRam(code, machine) : answerStandard(operation, machine, make);
  }
}

// -------------------------------------------------------------------------------------------------------- pictures

function capture(machine: Machine, into: Target): Answer {
  const refused = refusal(machine.body(), into);
  if (refused) return only(refusalCodes[refused]);
  machine.expose(into);
  return only(responses.ok);
}

const refusalCodes: Readonly<Record<Refusal, number>> = {
  busy: responses.deviceBusy,
  'out-of-focus': nikonResponses.outOfFocus,
  'battery-empty': nikonResponses.invalidStatus,
  'card-full': responses.storeFull,
};

/**
 * What has happened, as the dataset of 90C7: count, then code and parameter of each. A picture ends the list: that its
 * exposure is over is told when asked again, which is what gphoto2 takes for the end of a capture.
 */
function tellEvents(machine: Machine): Answer {
  const { untold } = machine.body();
  const picture = untold.findIndex((event) => event.kind === 'picture-in-ram' || event.kind === 'picture-on-card');
  const telling = picture === -1 ? untold : untold.slice(0, picture + 1);
  machine.become(told(machine.body(), telling.length));
  const words = telling.flatMap((event) => eventWords(event) ?? []);
  return given(join(u16(words.length), ...words));
}

/** Code and parameter; undefined for what a Nikon does not speak of. */
function eventWords(event: BodyEvent): Buffer | undefined {
  switch (event.kind) {
    case 'picture-in-ram':
      return join(u16(nikonEvents.pictureInRam), u32(ramHandle));
    case 'picture-on-card':
      return join(u16(events.objectAdded), u32(event.handle));
    case 'exposure-ended':
      return join(u16(event.into === 'ram' ? nikonEvents.captureIntoRamComplete : events.captureComplete), u32(0));
    case 'setting-changed':
      return join(u16(events.devicePropChanged), u32(event.code));
    case 'clock-changed':
      return join(u16(events.devicePropChanged), u32(standard.dateTime));
    case 'exposure-began':
    case 'focus-tried':
    case 'card-ran-full':
      return undefined;
  }
}

/** The standard's operations on the oldest picture in memory. */
function inRam(code: number, machine: Machine): Answer {
  const [picture] = machine.body().ram;
  if (picture === undefined) return only(responses.invalidObjectHandle);
  switch (code) {
    case operations.getObjectInfo:
      return store.pictureInfo(picture, card, 'ram');
    case operations.getThumb:
      return given(picture.thumb.bytes);
    case operations.getObject: {
      const whole = store.pictureBytes(machine.body(), picture, 0, picture.lengthBytes);
      if (whole.cutAfterBytes !== undefined) return whole;
      return { ...whole, delivered: () => machine.become(fetchedFromRam(machine.body(), picture.handle)) };
    }
    default:
      // Deleting too: a picture that was fetched has gone already, and the name would mean the next one by now.
      return only(responses.invalidObjectHandle);
  }
}

function deleteFromRam(machine: Machine): Answer {
  const [picture] = machine.body().ram;
  if (picture === undefined) return only(responses.invalidObjectHandle);
  machine.become(fetchedFromRam(machine.body(), picture.handle));
  return only(responses.ok);
}

// ------------------------------------------------------------------------------------------------------- live view

/** Bytes before the JPEG of a live view frame. */
const liveViewHeaderBytes = 384;

async function liveViewImage(machine: Machine): Promise<Answer> {
  if (machine.body().liveView === 'off') return only(nikonResponses.notLiveView);
  const frame = await machine.frame();
  return given(liveViewHeader(frame), frame);
}

/**
 * Big-endian, unlike all else: length of the header, then the frame's size. The frame's length is left out, because its
 * bytes could look like the beginning of a JPEG, and libgphoto2 searches for that.
 */
function liveViewHeader(frame: Uint8Array): Buffer {
  const { widthPx, heightPx } = jpegSize(frame);
  const header = Buffer.alloc(liveViewHeaderBytes);
  header.writeUInt32BE(liveViewHeaderBytes, 0);
  header.writeUInt16BE(widthPx, 8);
  header.writeUInt16BE(heightPx, 10);
  return header;
}
