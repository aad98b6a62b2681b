import { createHash } from 'node:crypto';
import { DeviceId } from '../../../../contract/ids.ts';

/** The same for the same parts, and without a path in it. */
export function volumeId(...parts: readonly string[]): DeviceId {
  const digest = createHash('sha256').update(parts.join('\0')).digest('base64url');
  return DeviceId.parse(`volume-${digest.slice(0, 32)}`);
}
