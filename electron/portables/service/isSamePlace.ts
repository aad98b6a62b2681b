import { resolve } from 'node:path';
import type { DeviceMemory } from '../../state/DeviceMemory.ts';
import { parseHostAddress } from '../parseHostAddress.ts';

type Source = DeviceMemory['sources'][number];

/** Are players looked for twice at the same place? A path is as it was chosen, links are not followed. */
export function isSamePlace(left: Source, right: Source): boolean {
  if (left.kind === 'folder') {
    return right.kind === 'folder' && resolve(left.path) === resolve(right.path);
  }
  if (right.kind === 'folder') return false;
  const [first, second] = [parseHostAddress(left.address), parseHostAddress(right.address)];
  return (
    first !== null &&
    first.port === second?.port &&
    // Names of machines are the same in either case (RFC 4343).
    first.host.toLowerCase() === second.host.toLowerCase()
  );
}
