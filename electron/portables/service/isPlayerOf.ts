import type { Device } from '../../devices/device/Device.ts';
import { isOnMachine } from '../../devices/providers/mtp/provider/UsbPlace.ts';
import { volumeId } from '../../devices/providers/mass-storage/volumes/volumeId.ts';
import type { DeviceMemory } from '../../state/DeviceMemory.ts';
import { parseHostAddress } from '../parseHostAddress.ts';

/** Was the player found at that place? */
export function isPlayerOf(
  source: DeviceMemory['sources'][number],
  { identity, location }: Pick<Device, 'identity' | 'location'>,
): boolean {
  if (source.kind === 'folder') return identity.deviceId === volumeId('folder', source.path);
  const address = parseHostAddress(source.address);
  return address !== null && isOnMachine(location, address.host);
}
