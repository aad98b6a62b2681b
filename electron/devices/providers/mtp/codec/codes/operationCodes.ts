/**
 * What an initiator may ask (MTP 1.1, appendix D), and Android's edit extension
 * (`android.com: 1.0`; frameworks/av, `MtpTypes`/`mtp.h`).
 */
export const operationCodes = {
  GetDeviceInfo: 0x1001,
  OpenSession: 0x1002,
  CloseSession: 0x1003,
  GetStorageIDs: 0x1004,
  GetStorageInfo: 0x1005,
  GetNumObjects: 0x1006,
  GetObjectHandles: 0x1007,
  GetObjectInfo: 0x1008,
  GetObject: 0x1009,
  GetThumb: 0x100a,
  DeleteObject: 0x100b,
  SendObjectInfo: 0x100c,
  SendObject: 0x100d,
  GetDevicePropDesc: 0x1014,
  GetDevicePropValue: 0x1015,
  SetDevicePropValue: 0x1016,
  MoveObject: 0x1019,
  CopyObject: 0x101a,
  GetPartialObject: 0x101b,
  GetPartialObject64: 0x95c1,
  SendPartialObject: 0x95c2,
  TruncateObject: 0x95c3,
  BeginEditObject: 0x95c4,
  EndEditObject: 0x95c5,
  GetObjectPropsSupported: 0x9801,
  GetObjectPropDesc: 0x9802,
  GetObjectPropValue: 0x9803,
  SetObjectPropValue: 0x9804,
  GetObjectPropList: 0x9805,
  SendObjectPropList: 0x9808,
  GetObjectReferences: 0x9810,
  SetObjectReferences: 0x9811,
} as const;

export type OperationName = keyof typeof operationCodes;
