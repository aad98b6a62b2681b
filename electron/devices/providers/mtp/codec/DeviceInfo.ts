import type { Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import { DatasetReader } from './DatasetReader.ts';
import { DatasetWriter } from './DatasetWriter.ts';

/** What a device is and can do (MTP 1.1, 5.1.1). Codes are raw: a device may name any. */
export interface DeviceInfo {
  readonly standardVersion: number;
  /** 6 for MTP. */
  readonly vendorExtensionId: number;
  readonly vendorExtensionVersion: number;
  /** E.g. `microsoft.com: 1.0; android.com: 1.0;`. */
  readonly vendorExtensions: string;
  readonly functionalMode: number;
  readonly operations: readonly number[];
  readonly events: readonly number[];
  readonly deviceProperties: readonly number[];
  readonly captureFormats: readonly number[];
  readonly playbackFormats: readonly number[];
  readonly manufacturer: string;
  readonly model: string;
  readonly deviceVersion: string;
  readonly serialNumber: string;
}

export function decodeDeviceInfo(bytes: Uint8Array): Result<DeviceInfo, AppError> {
  const reader = new DatasetReader(bytes);
  return reader.finish('DeviceInfo', {
    standardVersion: reader.u16(),
    vendorExtensionId: reader.u32(),
    vendorExtensionVersion: reader.u16(),
    vendorExtensions: reader.string(),
    functionalMode: reader.u16(),
    operations: reader.u16Array(),
    events: reader.u16Array(),
    deviceProperties: reader.u16Array(),
    captureFormats: reader.u16Array(),
    playbackFormats: reader.u16Array(),
    manufacturer: reader.string(),
    model: reader.string(),
    deviceVersion: reader.string(),
    serialNumber: reader.string(),
  });
}

export function encodeDeviceInfo(info: DeviceInfo): Uint8Array {
  return new DatasetWriter()
    .u16(info.standardVersion)
    .u32(info.vendorExtensionId)
    .u16(info.vendorExtensionVersion)
    .string(info.vendorExtensions)
    .u16(info.functionalMode)
    .u16Array(info.operations)
    .u16Array(info.events)
    .u16Array(info.deviceProperties)
    .u16Array(info.captureFormats)
    .u16Array(info.playbackFormats)
    .string(info.manufacturer)
    .string(info.model)
    .string(info.deviceVersion)
    .string(info.serialNumber)
    .finish();
}
