import { createHash } from 'node:crypto';
import { DeviceId } from '../../../../contract/ids.ts';
import type { DeviceIdentity } from '../../../DeviceIdentity.ts';
import { cleanLabel } from '../../../names/cleanLabel.ts';
import { dataTypeCodes } from '../codec/codes/dataTypeCodes.ts';
import { devicePropertyCodes } from '../codec/codes/devicePropertyCodes.ts';
import { getDevicePropValue } from '../operations/deviceOperations.ts';
import type { MtpSession } from '../operations/MtpSession.ts';
import { findMtpInterface } from '../transports/findMtpInterface.ts';
import { readStringDescriptor } from '../transports/readDescriptors.ts';
import type { UsbPort } from '../transports/UsbPort.ts';
import type { FoundUsbDevice } from './UsbPlace.ts';

/**
 * Who a device is by its USB descriptors; `null` when it does not speak MTP. Cheap players share a serial
 * number: the id of the second is by its place.
 */
export async function readIdentity(
  device: FoundUsbDevice,
  port: UsbPort,
  taken: readonly DeviceId[],
  signal: AbortSignal,
): Promise<DeviceIdentity | null> {
  if ((await findMtpInterface(port, signal)) === null) return null;
  const { manufacturerIndex, productIndex, serialNumberIndex } = port.descriptors;
  const text = async (index: number) => cleanLabel(await readStringDescriptor(port, index, signal));
  const model = (await text(productIndex)) || hexadecimal(device);
  const serialNumber = (await text(serialNumberIndex)) || null;
  const bySerialNumber = deviceIdOf(device, serialNumber);
  const isTaken = taken.includes(bySerialNumber);
  return {
    deviceId: isTaken ? deviceIdOf(device, null) : bySerialNumber,
    provider: 'mtp',
    manufacturer: await text(manufacturerIndex),
    model,
    name: model,
    serialNumber,
    firmwareVersion: null,
  };
}

/** Who a device is that may not be opened: its numbers. */
export function unreadIdentity(device: FoundUsbDevice): DeviceIdentity {
  const model = hexadecimal(device);
  return {
    deviceId: deviceIdOf(device, null),
    provider: 'mtp',
    manufacturer: '',
    model,
    name: model,
    serialNumber: null,
    firmwareVersion: null,
  };
}

/** Who it is by its own account, under the id it was found with. */
export async function sessionIdentity(
  found: DeviceIdentity,
  session: MtpSession,
  signal: AbortSignal,
): Promise<DeviceIdentity> {
  const { manufacturer, model, serialNumber, deviceVersion, deviceProperties } = session.deviceInfo;
  const ownModel = cleanLabel(model) || found.model;
  const { DeviceFriendlyName } = devicePropertyCodes;
  const friendly = deviceProperties.includes(DeviceFriendlyName)
    ? await getDevicePropValue(session.calls, DeviceFriendlyName, dataTypeCodes.String, signal)
    : null;
  const name = friendly?.ok === true ? cleanLabel(String(friendly.value)) : '';
  return {
    ...found,
    manufacturer: cleanLabel(manufacturer) || found.manufacturer,
    model: ownModel,
    name: name || ownModel,
    serialNumber: cleanLabel(serialNumber) || found.serialNumber,
    firmwareVersion: cleanLabel(deviceVersion) || null,
  };
}

/** By its serial number; one without any is known by where it is plugged in. */
function deviceIdOf(device: FoundUsbDevice, serialNumber: string | null): DeviceId {
  const named = `${hexadecimal(device)} ${serialNumber ?? device.location}`;
  return DeviceId.parse(`mtp-${createHash('sha256').update(named).digest('hex').slice(0, 32)}`);
}

function hexadecimal({ vendorId, productId }: FoundUsbDevice): string {
  const digits = (value: number) => value.toString(16).padStart(4, '0');
  return `${digits(vendorId)}:${digits(productId)}`;
}
