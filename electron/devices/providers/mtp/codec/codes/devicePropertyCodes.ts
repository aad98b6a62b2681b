/** What can be known of a device (MTP 1.1, appendix C), as far as we ask or tell it. */
export const devicePropertyCodes = {
  BatteryLevel: 0x5001,
  SynchronizationPartner: 0xd401,
  DeviceFriendlyName: 0xd402,
  Volume: 0xd403,
  SupportedFormatsOrdered: 0xd404,
  DeviceIcon: 0xd405,
  /** By which it asks for protected files (WMDRM-PD for MTP). */
  DeviceCertificate: 0xd102,
} as const;
