import type { AppError } from '../../contract/errors.ts';
import { usbIpPlaceName } from '../../devices/providers/mtp/provider/UsbPlace.ts';
import type { PlaceFailure } from '../../devices/DeviceProvider.ts';
import type { DeviceMemory } from '../../state/DeviceMemory.ts';
import { parseHostAddress } from '../parseHostAddress.ts';

/** Why no player is found at a place that a person added; `null` where it was searched, or not yet. */
export function sourceProblem(
  source: DeviceMemory['sources'][number],
  failures: readonly PlaceFailure[],
): AppError | null {
  const place = placeOf(source);
  return failures.find((failure) => failure.place === place)?.error ?? null;
}

function placeOf(source: DeviceMemory['sources'][number]): string | null {
  if (source.kind === 'folder') return source.path;
  const address = parseHostAddress(source.address);
  return address === null ? null : usbIpPlaceName(address);
}
