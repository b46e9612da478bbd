/** Numbers of the standard, by name: operations, responses, events, formats (ISO 15740, sections 10 to 13). */

export const operations = {
  getDeviceInfo: 0x1001,
  openSession: 0x1002,
  closeSession: 0x1003,
  getStorageIds: 0x1004,
  getStorageInfo: 0x1005,
  getNumObjects: 0x1006,
  getObjectHandles: 0x1007,
  getObjectInfo: 0x1008,
  getObject: 0x1009,
  getThumb: 0x100a,
  deleteObject: 0x100b,
  getDevicePropDesc: 0x1014,
  getDevicePropValue: 0x1015,
  setDevicePropValue: 0x1016,
  getPartialObject: 0x101b,
} as const;

export const responses = {
  ok: 0x2001,
  sessionNotOpen: 0x2003,
  operationNotSupported: 0x2005,
  incompleteTransfer: 0x2007,
  invalidStorageId: 0x2008,
  invalidObjectHandle: 0x2009,
  devicePropNotSupported: 0x200a,
  storeFull: 0x200c,
  accessDenied: 0x200f,
  noThumbnailPresent: 0x2010,
  deviceBusy: 0x2019,
  invalidParentObject: 0x201a,
  invalidDevicePropFormat: 0x201b,
  invalidDevicePropValue: 0x201c,
  invalidParameter: 0x201d,
  sessionAlreadyOpen: 0x201e,
} as const;

export const events = {
  objectAdded: 0x4002,
  objectRemoved: 0x4003,
  captureComplete: 0x400d,
} as const;

export const formats = {
  association: 0x3001,
  exifJpeg: 0x3801,
} as const;

/** Stands for «any» or «at the root» in a parameter. */
export const unspecified = 0xffff_ffff;
