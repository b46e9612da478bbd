/** Numbers of the standard, by name: operations, responses, events, formats (ISO 15740, sections 6 and 10 to 13). */

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
  initiateCapture: 0x100e,
  getDevicePropDesc: 0x1014,
  getDevicePropValue: 0x1015,
  setDevicePropValue: 0x1016,
  getPartialObject: 0x101b,
  getStreamInfo: 0x1024,
  getStream: 0x1025,
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
  devicePropChanged: 0x4006,
  storeFull: 0x400a,
  captureComplete: 0x400d,
} as const;

export const formats = {
  undefined: 0x3000,
  association: 0x3001,
  exifJpeg: 0x3801,
  dng: 0x3811,
} as const;

/** Device properties (section 13.5). */
export const properties = {
  batteryLevel: 0x5001,
  imageSize: 0x5003,
  compression: 0x5004,
  whiteBalance: 0x5005,
  fNumber: 0x5007,
  focalLength: 0x5008,
  focusMode: 0x500a,
  meteringMode: 0x500b,
  flashMode: 0x500c,
  exposureTime: 0x500d,
  exposureProgram: 0x500e,
  exposureIndex: 0x500f,
  exposureBias: 0x5010,
  dateTime: 0x5011,
  stillCaptureMode: 0x5013,
  supportedStreams: 0x5020,
  enabledStreams: 0x5021,
} as const;

/** Stands for «any» or «at the root» in a parameter. */
export const unspecified = 0xffff_ffff;
