import type { AppError, ErrorCode } from '../../../contract/errors.ts';

const codesOfSystem: Readonly<Record<string, ErrorCode>> = {
  ENOENT: 'device.noSuchObject',
  EEXIST: 'device.nameTaken',
  ENOTDIR: 'device.invalidRequest',
  EISDIR: 'device.invalidRequest',
  ELOOP: 'device.invalidRequest',
  EXDEV: 'device.unsupported',
  ENOTEMPTY: 'device.partialDeletion',
  ENOSPC: 'device.storageFull',
  EDQUOT: 'device.storageFull',
  EFBIG: 'device.objectTooLarge',
  EROFS: 'device.writeProtected',
  EACCES: 'device.writeProtected',
  EPERM: 'device.writeProtected',
  ENAMETOOLONG: 'device.illegalName',
  EILSEQ: 'device.illegalName',
  EBUSY: 'device.busy',
  ENODEV: 'device.disconnected',
  ENXIO: 'device.disconnected',
  ENOTCONN: 'device.disconnected',
  ESTALE: 'device.disconnected',
};

/** What the file system of a device failed with, in our words; `null` for what is no such failure. */
export function massStorageError(thrown: unknown): AppError | null {
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') {
    return null;
  }
  return { code: codesOfSystem[thrown.code] ?? 'device.failed', details: thrown.code };
}
