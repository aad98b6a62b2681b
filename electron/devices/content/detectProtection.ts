import { isAsfEncrypted, isAsf } from './asfProtection.ts';
import { isMp4, mp4Protection } from './mp4Protection.ts';
import type { ProtectionScheme } from './ProtectionScheme.ts';
import { SourceWindow, type OpenSource } from './SourceWindow.ts';

/** Audible's older files (`.aa`) say so behind their length. */
const audibleMagic = Buffer.from('57907536', 'hex');

/**
 * Finds out by a file's own bytes whether it is locked, and how; `null` for clear files. What is said to
 * be a format and is broken counts as clear: nothing in it could be unlocked. Rejects when it cannot be
 * read.
 */
export async function detectProtection(
  open: OpenSource,
  sizeBytes: number,
): Promise<ProtectionScheme | null> {
  const source = new SourceWindow(open, sizeBytes);
  const head = await source.read(0, 32);
  if (head.subarray(4, 8).equals(audibleMagic)) return 'audible';
  if (isAsf(head)) return (await isAsfEncrypted(source)) ? 'windowsMedia' : null;
  if (isMp4(head)) return mp4Protection(source);
  return null;
}
