import { ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceObject } from '../../devices/DeviceObject.ts';
import type { Leftover } from '../journal/Transfer.ts';
import type { CopyContext } from './CopyContext.ts';
import { headOf } from './CopyNotes.ts';
import { readBytes } from './readBytes.ts';

/**
 * Is what is found where a copy was broken off what that copy wrote? A name alone says nothing: by then
 * somebody else may have put a file there. What holds more than was ever sent is not ours, and what does
 * not begin with what was sent is not either.
 *
 * The persistent unique id of MTP is not asked: players make it of the handle, of the path or of the date
 * (uMTP-Responder, Android), so that another file in the same place has it too, and our own part may not.
 */
export async function isOwnPart(
  object: DeviceObject,
  leftover: Leftover,
  { device, signal }: Pick<CopyContext, 'device' | 'signal'>,
): Promise<Result<boolean, AppError>> {
  const { stage, isTemporary = false, offeredBytes = 0, head } = leftover;
  if (object.kind !== 'file' || object.name !== leftover.name) return ok(false);
  // Made of random digits.
  if (isTemporary || object.sizeBytes === 0) return ok(true);
  if (stage === 'announcing' || object.sizeBytes > offeredBytes || head === undefined) {
    return ok(false);
  }
  if (object.sizeBytes < head.sizeBytes) return ok(true);
  const read = await readBytes(device.connection, object.objectId, 0, head.sizeBytes, signal);
  return read.ok ? ok(headOf(read.value).sha256 === head.sha256) : read;
}
