/** How a property's value is written (MTP 1.1, 5.3). An array of a type is its code with `arrayFlag`. */
export const dataTypeCodes = {
  Int8: 0x0001,
  UInt8: 0x0002,
  Int16: 0x0003,
  UInt16: 0x0004,
  Int32: 0x0005,
  UInt32: 0x0006,
  Int64: 0x0007,
  UInt64: 0x0008,
  Int128: 0x0009,
  UInt128: 0x000a,
  String: 0xffff,
} as const;

export const arrayFlag = 0x4000;
