/**
 * The operations of the standard that every make here answers alike: the card, and properties (ISO 15740, section 10).
 * A make looks at an operation first, and gives it here when it has nothing of its own to say.
 */
import type { Answer, Machine, Operation } from '../personality.ts';
import { operations, responses, unspecified } from './codes.ts';
import type { Property } from './datasets.ts';
import { type OwnValue, readProperty, writeProperty } from './settings.ts';
import * as store from './store.ts';

const { given, only } = store;

export interface StandardMake {
  readonly card: store.CardStyle;
  readonly properties: readonly Property[];
  readonly ownValue: OwnValue;
}

/** The operations that are answered here. */
export const standardOperations: readonly number[] = [
  operations.getDeviceInfo,
  operations.openSession,
  operations.closeSession,
  operations.getStorageIds,
  operations.getStorageInfo,
  operations.getNumObjects,
  operations.getObjectHandles,
  operations.getObjectInfo,
  operations.getObject,
  operations.getThumb,
  operations.deleteObject,
  operations.getDevicePropDesc,
  operations.getDevicePropValue,
  operations.setDevicePropValue,
  operations.getPartialObject,
];

export function answerStandard({ code, parameters, data }: Operation, machine: Machine, make: StandardMake): Answer {
  const body = machine.body();
  const [first, second, third] = parameters;
  switch (code) {
    case operations.getStorageIds:
      return store.storageIds(make.card);
    case operations.getStorageInfo:
      return store.storage(body, make.card, first);
    case operations.getNumObjects:
      return store.numObjects(body, make.card, parameters);
    case operations.getObjectHandles:
      return store.objectHandles(body, make.card, parameters);
    case operations.getObjectInfo:
      return store.cardInfo(machine, make.card, first);
    case operations.getObject:
      return fetch(machine, first, 0, unspecified);
    case operations.getPartialObject:
      return fetch(machine, first, second ?? 0, third ?? unspecified);
    case operations.getThumb: {
      const picture = store.onCard(body, first);
      return picture ? given(picture.thumb.bytes) : only(responses.invalidObjectHandle);
    }
    case operations.deleteObject:
      return store.deleteFromCard(machine, first);
    case operations.getDevicePropDesc:
    case operations.getDevicePropValue:
      return readProperty(code, first, machine, make.properties, make.ownValue);
    case operations.setDevicePropValue:
      return writeProperty(first, data, machine, make.properties);
    default:
      return only(responses.operationNotSupported);
  }
}

function fetch(machine: Machine, handle: number | undefined, offset: number, bytesMax: number): Answer {
  const picture = store.onCard(machine.body(), handle);
  if (picture === undefined) return only(responses.invalidObjectHandle);
  return store.pictureBytes(machine.body(), picture, offset, bytesMax);
}
