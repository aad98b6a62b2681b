import { basename } from 'node:path';
import type { DeviceMemory } from '../../state/DeviceMemory.ts';

/** The address, or the folder's name. */
export function labelOfSource(source: DeviceMemory['sources'][number]): string {
  return source.kind === 'host' ? source.address : basename(source.path);
}
