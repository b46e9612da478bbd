/**
 * A camera that speaks the standard and nothing else, in its edition with streams (PTP 1.1, ISO 15740:2013). It has no
 * memory for pictures besides its card, and tells of them by itself, on the event connection.
 *
 *     100E capture ─► OK … 4002 picture on the card, 400D exposure over
 *     1016 5021 = 1 ─► 1025 frame, frame, …
 *
 * `InitiateCapture` has hardly any words for a refusal (section 10.5.14): the camera says OK, and then that the capture is
 * over, without a picture. It does say Device_Busy, but libgphoto2 2.5.30 takes that for a success and waits for ever.
 */
import { type BodyEvent, liveViewSwitched, tell } from '../body/body.ts';
import { refusal } from '../body/conditions.ts';
import { tiffRaw } from '../body/raw-file.ts';
import type { Answer, EventMessage, Machine, Operation, Personality } from '../personality.ts';
import { events, formats, operations, responses, properties as standard } from '../ptp/codes.ts';
import { deviceInfo, type Property, readPropertyValue, streamInfo } from '../ptp/datasets.ts';
import { drift, stillCamera } from '../ptp/settings.ts';
import { answerStandard, type StandardMake, standardOperations } from '../ptp/standard.ts';
import * as store from '../ptp/store.ts';

const { given, only } = store;

const card: store.CardStyle = { storeId: 0x0001_0001, label: 'CARD', folder: '100PTP11', rawFormat: formats.dng };

/** Bits of 5020 and 5021, and the number of the stream. */
const video = 1;

// biome-ignore format: a table is read by columns
const streams: readonly Property[] = [
  { code: standard.supportedStreams, type: 'u32', access: 'read',       factory: video },
  { code: standard.enabledStreams,   type: 'u32', access: 'read-write', factory: 0 },
];

const make: StandardMake = {
  card,
  properties: [...stillCamera, ...streams],
  ownValue: (code, body) => (code === standard.enabledStreams ? (body.liveView === 'on' ? video : 0) : undefined),
};

export const plainPtp11: Personality = {
  name: 'PTP 1.1 Camera',
  files: {
    prefix: 'PICT',
    raw: {
      ...{ extension: 'DNG', isChosen: () => false }, // the standard's compression has no value for it
      file: (jpeg) => tiffRaw('Lentigo', 'PTP 1.1 Camera', jpeg),
    },
  },
  keeps: 'card',
  drift,
  answer: async (operation, machine) =>
    operation.code === operations.getDeviceInfo ? introduction(machine.serial()) : answer(operation, machine),
  message,
};

const introduction = (serial: string): Answer =>
  given(
    deviceInfo({
      ...{ standardVersion: 110, vendorExtension: 0, vendorExtensionText: '' },
      // without parts of objects: so libgphoto2 fetches a picture in one piece
      operations: [
        ...standardOperations.filter((code) => code !== operations.getPartialObject),
        ...[operations.initiateCapture, operations.getStreamInfo, operations.getStream],
      ],
      events: [events.objectAdded, events.devicePropChanged, events.storeFull, events.captureComplete],
      properties: make.properties.map(({ code }) => code),
      captureFormats: [formats.exifJpeg],
      imageFormats: [formats.exifJpeg, formats.association, card.rawFormat],
      ...{ manufacturer: 'Lentigo', model: 'PTP 1.1 Camera', firmware: '1.0', serial },
    }),
  );

async function answer(operation: Operation, machine: Machine): Promise<Answer> {
  const { code, parameters, data } = operation;
  const [first] = parameters;
  switch (code) {
    case operations.initiateCapture:
      return capture(machine);
    case operations.getStreamInfo:
      // libgphoto2 means the same stream by its bit for a frame and by its place for a summary
      return first === video || first === 0 ? given(streamInfo(streamFacts)) : only(responses.invalidParameter);
    case operations.getStream:
      if (machine.body().liveView === 'off') return only(responses.accessDenied);
      return given(await machine.frame());
    case operations.getPartialObject:
      return only(responses.operationNotSupported);
    case operations.setDevicePropValue:
      if (first === standard.enabledStreams) return enableStreams(readPropertyValue('u32', data), machine);
      return answerStandard(operation, machine, make);
    default:
      return answerStandard(operation, machine, make);
  }
}

const streamFacts = { timeResolution: 10_000, frameBytesMax: 4 * 1024 * 1024 };

function enableStreams(wanted: ReturnType<typeof readPropertyValue>, machine: Machine): Answer {
  if (wanted === undefined) return only(responses.invalidDevicePropFormat);
  if (wanted !== 0 && wanted !== video) return only(responses.invalidDevicePropValue);
  const on = wanted === video;
  if (on && machine.body().faults.has('battery-empty')) return only(responses.accessDenied);
  machine.become(liveViewSwitched(machine.body(), on ? 'on' : 'off'));
  return only(responses.ok);
}

function capture(machine: Machine): Answer {
  const refused = refusal(machine.body(), 'card');
  switch (refused) {
    case undefined:
      machine.expose('card');
      return only(responses.ok);
    case 'busy':
      return only(responses.deviceBusy);
    case 'card-full':
      machine.become(tell(machine.body(), { kind: 'card-ran-full' }, { kind: 'exposure-ended', into: 'card' }));
      return only(responses.ok);
    case 'out-of-focus':
    case 'battery-empty':
      machine.become(tell(machine.body(), { kind: 'exposure-ended', into: 'card' }));
      return only(responses.ok);
  }
}

function message(event: BodyEvent): EventMessage | undefined {
  switch (event.kind) {
    case 'picture-on-card':
      return { code: events.objectAdded, parameters: [event.handle] };
    case 'exposure-ended':
      return { code: events.captureComplete, parameters: [] };
    case 'card-ran-full':
      return { code: events.storeFull, parameters: [card.storeId] };
    case 'setting-changed':
      return { code: events.devicePropChanged, parameters: [event.code] };
    case 'clock-changed':
      return { code: events.devicePropChanged, parameters: [standard.dateTime] };
    case 'exposure-began':
    case 'focus-tried':
    case 'picture-in-ram':
      return undefined;
  }
}
