import { err, ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import type { ObjectId } from '../../../../contract/ids.ts';
import type { ObjectMetadata } from '../../../DeviceObject.ts';
import type { DeviceStorage } from '../../../DeviceStorage.ts';
import { cleanLabel } from '../../../names/cleanLabel.ts';
import { devicePropertyCodes } from '../codec/codes/devicePropertyCodes.ts';
import { dataTypeCodes } from '../codec/codes/dataTypeCodes.ts';
import { maximumStringUnits } from '../codec/DatasetWriter.ts';
import { accessCapabilityCodes, storageTypeCodes, type StorageInfo } from '../codec/StorageInfo.ts';
import type { PropertyValue } from '../codec/PropertyValue.ts';
import { getDevicePropDesc, setDevicePropValue } from '../operations/deviceOperations.ts';
import type { MtpObject } from '../operations/MtpObject.ts';
import { getObjectReferences, setObjectReferences } from '../operations/objectOperations.ts';
import { setObjectPropValue } from '../operations/objectPropertyOperations.ts';
import { getStorageIds, getStorageInfo } from '../operations/storageOperations.ts';
import { batteryPercentOf } from './batteryPercentOf.ts';
import type { MtpContext } from './MtpContext.ts';
import { coverProperties, coverValues, shownProperties, shownValues } from './shownProperties.ts';

/** What a player knows beside the bytes of files: its storages, name, battery, titles and playlists. */
export class MtpFacts {
  readonly #context: MtpContext;

  constructor(context: MtpContext) {
    this.#context = context;
  }

  async listStorages(signal: AbortSignal): Promise<Result<readonly DeviceStorage[], AppError>> {
    const { calls } = this.#context.session;
    const ids = await getStorageIds(calls, signal);
    if (!ids.ok) return ids;
    const storages: DeviceStorage[] = [];
    for (const storageId of ids.value) {
      const info = await getStorageInfo(calls, storageId, signal);
      if (info.ok) storages.push(this.#describe(storageId, info.value));
      // A card that was pulled meanwhile.
      else if (info.error.code !== 'device.noSuchStorage') return info;
    }
    return ok(storages);
  }

  async readBatteryPercent(signal: AbortSignal): Promise<Result<number | null, AppError>> {
    const battery = await this.#property(devicePropertyCodes.BatteryLevel, signal);
    if (!battery.ok) return battery;
    return ok(battery.value === null ? null : batteryPercentOf(battery.value));
  }

  async readCertificate(signal: AbortSignal): Promise<Result<Uint8Array | null, AppError>> {
    const certificate = await this.#property(devicePropertyCodes.DeviceCertificate, signal);
    if (!certificate.ok || certificate.value === null)
      return certificate.ok ? ok(null) : certificate;
    const { currentValue } = certificate.value;
    if (typeof currentValue === 'string') return ok(bytesOrNull(Buffer.from(currentValue)));
    if (typeof currentValue !== 'object') return ok(null);
    return ok(bytesOrNull(Uint8Array.from(currentValue, Number)));
  }

  async setName(name: string, signal: AbortSignal): Promise<Result<void, AppError>> {
    if (name.length > maximumStringUnits) return err({ code: 'device.illegalName', subject: name });
    const { calls } = this.#context.session;
    const { DeviceFriendlyName } = devicePropertyCodes;
    return setDevicePropValue(calls, DeviceFriendlyName, dataTypeCodes.String, name, signal);
  }

  /** Those properties that the device knows and lets be changed; the others are passed over. */
  async setMetadata(
    object: MtpObject,
    metadata: ObjectMetadata,
    signal: AbortSignal,
  ): Promise<Result<void, AppError>> {
    const shown = await this.#setProperties(object, shownProperties, shownValues(metadata), signal);
    return shown.ok ? this.setCover(object, metadata, signal) : shown;
  }

  /** Likewise of the cover alone. */
  setCover(
    object: MtpObject,
    metadata: ObjectMetadata,
    signal: AbortSignal,
  ): Promise<Result<void, AppError>> {
    return this.#setProperties(object, coverProperties, coverValues(metadata), signal);
  }

  async #setProperties(
    object: MtpObject,
    properties: readonly number[],
    values: ReadonlyMap<number, PropertyValue>,
    signal: AbortSignal,
  ): Promise<Result<void, AppError>> {
    const { session, support } = this.#context;
    if (values.size === 0 || !session.calls.supports('SetObjectPropValue')) return ok();
    const known = await support.describe(object.format, properties, signal);
    if (!known.ok) return known;
    for (const [property, value] of values) {
      const description = known.value.get(property);
      if (description?.writable !== true) continue;
      const { dataType } = description;
      const set = await setObjectPropValue(
        session.calls,
        object.handle,
        property,
        dataType,
        value,
        signal,
      );
      if (!set.ok && set.error.code !== 'device.unsupported') return set;
    }
    return ok();
  }

  async readReferences(
    objectId: ObjectId,
    signal: AbortSignal,
  ): Promise<Result<readonly ObjectId[], AppError>> {
    const handle = this.#context.ids.handle(objectId);
    if (!handle.ok) return handle;
    const read = await getObjectReferences(this.#context.session.calls, handle.value, signal);
    return read.ok ? ok(read.value.map((each) => this.#context.ids.objectId(each))) : read;
  }

  async writeReferences(
    objectId: ObjectId,
    references: readonly ObjectId[],
    signal: AbortSignal,
  ): Promise<Result<void, AppError>> {
    const handles: number[] = [];
    for (const id of [objectId, ...references]) {
      const handle = this.#context.ids.handle(id);
      if (!handle.ok) return handle;
      handles.push(handle.value);
    }
    const [own = 0, ...others] = handles;
    return setObjectReferences(this.#context.session.calls, own, others, signal);
  }

  async #property(property: number, signal: AbortSignal) {
    if (this.#context.ids.hasEnded) return err({ code: 'device.disconnected' as const });
    const { calls, deviceInfo } = this.#context.session;
    if (!deviceInfo.deviceProperties.includes(property)) return ok(null);
    const described = await getDevicePropDesc(calls, property, signal);
    if (described.ok) return described;
    return described.error.code === 'device.unsupported' ? ok(null) : described;
  }

  #describe(storageId: number, info: StorageInfo): DeviceStorage {
    const { storageType, accessCapability, capacityBytes, freeBytes } = info;
    const { RemovableRom, RemovableRam, FixedRom } = storageTypeCodes;
    const isRom = storageType === FixedRom || storageType === RemovableRom;
    return {
      storageId: this.#context.ids.storageId(storageId),
      label: cleanLabel(info.description) || cleanLabel(info.volumeIdentifier),
      capacityBytes,
      freeBytes: Math.min(freeBytes, capacityBytes),
      removable: storageType === RemovableRom || storageType === RemovableRam,
      readOnly: isRom || accessCapability !== accessCapabilityCodes.ReadWrite,
    };
  }
}

function bytesOrNull(bytes: Uint8Array): Uint8Array | null {
  return bytes.byteLength === 0 ? null : bytes;
}
