import { mkdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import { systemCodeOf, writeErrorOf } from '../../library/fileErrorOf.ts';
import { isInsideFolder } from '../../library/isInsideFolder.ts';
import type { FromDevice } from '../journal/Transfer.ts';

/** Real paths that files may be received in, with all below them; `null` where a person may choose any. */
export type ReceivingRoots = () => Promise<readonly string[] | null>;

/**
 * The folder a file of a device goes to, made with all between it and the one that was chosen. It is
 * really inside of that one, which is inside of the roots: links lead no further than a person chose.
 */
export async function folderOnComputer(
  { toFolder, levels }: Pick<FromDevice, 'toFolder' | 'levels'>,
  receivingRoots: ReceivingRoots,
): Promise<Result<string, AppError>> {
  let subject = basename(toFolder);
  try {
    // A drive that is gone must not become a folder of the system's own disk.
    const chosen = await stat(toFolder);
    if (!chosen.isDirectory()) return err({ code: 'file.notFound', subject });
    const chosenPath = await realpath(toFolder);
    const roots = await receivingRoots();
    if (roots?.some((root) => isInsideFolder(root, chosenPath)) === false) {
      return err({ code: 'file.permissionDenied', subject });
    }
    let folder = chosenPath;
    for (const level of levels) {
      subject = level;
      folder = await realpath(await madeFolder(join(folder, level)));
      if (!isInsideFolder(chosenPath, folder))
        return err({ code: 'file.permissionDenied', subject });
    }
    return ok(folder);
  } catch (error) {
    return err(writeErrorOf(error, subject));
  }
}

async function madeFolder(path: string): Promise<string> {
  await mkdir(path).catch((error: unknown) => {
    if (systemCodeOf(error) !== 'EEXIST') throw error;
  });
  return path;
}
