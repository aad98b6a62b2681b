import { access, constants, realpath, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { err, ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import { cleanLabel } from '../../../names/cleanLabel.ts';
import { fileSystemAt } from './fileSystemAt.ts';
import type { Volume } from './Volume.ts';
import { volumeId } from './volumeId.ts';

/** A folder that a person added, as a volume; `file.notFound` while it is not there. */
export async function folderVolume(folder: string): Promise<Result<Volume, AppError>> {
  const label = cleanLabel(basename(folder)) || folder;
  const path = await realpath(folder).catch(() => null);
  const stats = path === null ? null : await stat(path).catch(() => null);
  if (path === null || stats?.isDirectory() !== true) {
    return err({ code: 'file.notFound', subject: label });
  }
  const isWritable = await access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
  return ok({
    deviceId: volumeId('folder', path),
    kind: 'folder',
    path,
    label,
    manufacturer: '',
    model: label,
    serialNumber: null,
    location: label,
    fileSystem: await fileSystemAt(path),
    isReadOnly: !isWritable,
    blockDevice: null,
  });
}
