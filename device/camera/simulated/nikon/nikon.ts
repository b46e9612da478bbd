/**
 * A Nikon D7500 on the wire (vendor extension 0x0A), as far as libgphoto2 2.5.30 goes: `camera_nikon_capture`,
 * `camera_capture_preview`, `camera_wait_for_event` in its `camlibs/ptp2/library.c`.
 *
 *     9207 capture ─► 90C8 ready? ─► 90C7 what happened? ─► C101 in memory, fetched as 0xFFFF0001
 *                                                        └► 4002 on the card, fetched by its handle
 *     9201 live view ─► 9203 frame, frame, … ─► 9202 end
 */
import {
  type Body,
  type BodyEvent,
  fetchedFromRam,
  liveViewSwitched,
  type Refusal,
  refusal,
  setting,
  told,
} from '../body.ts';
import { jpegSize } from '../jpeg-size.ts';
import type { Answer, Machine, Operation, Personality } from '../personality.ts';
import { events, formats, operations, responses, unspecified } from '../ptp/codes.ts';
import { deviceInfo, propertyDescription, propertyValue, readPropertyValue } from '../ptp/datasets.ts';
import { join, u16, u16s, u32 } from '../ptp/little-endian.ts';
import * as store from '../ptp/store.ts';
import { allows, currentValue, liveViewProhibited, properties } from './properties.ts';

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

/** A D7500 with this serial number. */
export function nikonD7500(serial: string): Personality {
  const introduction = deviceInfo({
    vendorExtension: 0x0a,
    vendorExtensionText: 'microsoft.com: 1.0',
    operations: [...Object.values(operations), ...Object.values(nikonOperations)],
    events: [...Object.values(events), ...Object.values(nikonEvents)],
    properties: properties.map((property) => property.code).filter((code) => code < firstVendorProperty),
    captureFormats: [formats.exifJpeg],
    imageFormats: [formats.exifJpeg, formats.association],
    manufacturer: 'Nikon Corporation',
    model: 'D7500',
    firmware: 'V1.11',
    serial,
  });
  return {
    name: 'D7500',
    answer: async (operation, machine) =>
      operation.code === operations.getDeviceInfo ? given(introduction) : answer(operation, machine),
  };
}

async function answer({ code, parameters, data }: Operation, machine: Machine): Promise<Answer> {
  const body = machine.body();
  const [first, second, third] = parameters;
  switch (code) {
    case operations.getStorageIds:
      return store.storageIds();
    case operations.getStorageInfo:
      return store.storage(body, first);
    case operations.getNumObjects:
      return store.numObjects(body, parameters);
    case operations.getObjectHandles:
      return store.objectHandles(body, parameters);
    case operations.getObjectInfo:
      return first === ramHandle ? infoInRam(body) : store.cardInfo(machine, first);
    case operations.getObject:
      return first === ramHandle ? fetchFromRam(machine) : fetchFromCard(body, first, 0, unspecified);
    case operations.getPartialObject:
      return fetchFromCard(body, first, second ?? 0, third ?? unspecified);
    case operations.getThumb:
      return thumb(body, first);
    case operations.deleteObject:
    case nikonOperations.deletePictureInRam:
      return first === ramHandle ? deleteFromRam(machine) : store.deleteFromCard(machine, first);
    case operations.getDevicePropDesc:
    case operations.getDevicePropValue:
      return property(code, first, machine);
    case operations.setDevicePropValue:
      return setProperty(first, data, machine);
    case nikonOperations.getVendorPropCodes:
      return given(u16s(properties.map((each) => each.code).filter((each) => each >= firstVendorProperty)));
    case nikonOperations.getEvent:
      return tellEvents(machine);
    case nikonOperations.deviceReady:
      return only((await machine.ready(readyWaitMs)) ? responses.ok : responses.deviceBusy);
    case nikonOperations.captureIntoMedia:
      return capture(machine, second === 1 ? 'ram' : 'card');
    case nikonOperations.startLiveView:
      if (liveViewProhibited(body) !== 0) return only(nikonResponses.invalidStatus);
      machine.become(liveViewSwitched(body, 'on'));
      return only(responses.ok);
    case nikonOperations.endLiveView:
      machine.become(liveViewSwitched(body, 'off'));
      return only(responses.ok);
    case nikonOperations.getLiveViewImage:
      return liveViewImage(machine);
    default:
      return only(responses.operationNotSupported);
  }
}

// -------------------------------------------------------------------------------------------------------- pictures

function capture(machine: Machine, into: 'ram' | 'card'): Answer {
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
  const picture = untold.findIndex((event) => event.kind !== 'exposure-ended');
  const telling = picture === -1 ? untold : untold.slice(0, picture + 1);
  machine.become(told(machine.body(), telling.length));
  return given(join(u16(telling.length), ...telling.map((event) => join(...eventCodes(event)))));
}

function eventCodes(event: BodyEvent): readonly [Buffer, Buffer] {
  switch (event.kind) {
    case 'picture-in-ram':
      return [u16(nikonEvents.pictureInRam), u32(ramHandle)];
    case 'picture-on-card':
      return [u16(events.objectAdded), u32(event.handle)];
    case 'exposure-ended':
      return [u16(event.into === 'ram' ? nikonEvents.captureIntoRamComplete : events.captureComplete), u32(0)];
  }
}

/** No store and no folder: so libgphoto2 knows that the picture is in memory. */
function infoInRam(body: Body): Answer {
  const [picture] = body.ram;
  return picture ? store.pictureInfo(picture, 0, 0) : only(responses.invalidObjectHandle);
}

function fetchFromRam(machine: Machine): Answer {
  const [picture] = machine.body().ram;
  if (picture === undefined) return only(responses.invalidObjectHandle);
  const whole = store.pictureBytes(machine.body(), picture, 0, picture.bytes.length);
  if (whole.code !== responses.ok) return whole;
  return { ...whole, delivered: () => freeRam(machine, picture.handle) };
}

function freeRam(machine: Machine, handle: number): void {
  if (machine.body().ram[0]?.handle === handle) machine.become(fetchedFromRam(machine.body()));
}

/** A picture that was fetched whole has gone already; like real bodies, this one does not know it any more. */
function deleteFromRam(machine: Machine): Answer {
  const [picture] = machine.body().ram;
  if (picture === undefined) return only(responses.invalidObjectHandle);
  freeRam(machine, picture.handle);
  return only(responses.ok);
}

function fetchFromCard(body: Body, handle: number | undefined, offset: number, bytesMax: number): Answer {
  const picture = store.onCard(body, handle);
  return picture ? store.pictureBytes(body, picture, offset, bytesMax) : only(responses.invalidObjectHandle);
}

function thumb(body: Body, handle: number | undefined): Answer {
  const picture = handle === ramHandle ? body.ram[0] : store.onCard(body, handle);
  return picture ? given(picture.thumb.bytes) : only(responses.invalidObjectHandle);
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

// ------------------------------------------------------------------------------------------------------ properties

function property(operation: number, code: number | undefined, machine: Machine): Answer {
  const found = properties.find((each) => each.code === code);
  if (found === undefined) return only(responses.devicePropNotSupported);
  const value = currentValue(found, machine.body(), machine.nowMs());
  return given(
    operation === operations.getDevicePropDesc ? propertyDescription(found, value) : propertyValue(found.type, value),
  );
}

function setProperty(code: number | undefined, data: Buffer, machine: Machine): Answer {
  const found = properties.find((each) => each.code === code);
  if (found === undefined) return only(responses.devicePropNotSupported);
  if (found.access === 'read') return only(responses.accessDenied);
  const value = readPropertyValue(found.type, data);
  if (value === undefined) return only(responses.invalidDevicePropFormat);
  if (!allows(found, value)) return only(responses.invalidDevicePropValue);
  machine.become(setting(machine.body(), found.code, value));
  return only(responses.ok);
}
