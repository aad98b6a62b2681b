import type { AppError } from '../contract/errors.ts';
import {
  mediaErrorToAppErrorCode,
  mediaErrorTraits,
  type MediaFailure,
} from '../media/MediaErrorCode.ts';

/** What a person is told of a failure of the media room. @param subject the file's name */
export function appErrorOf(failure: MediaFailure, subject?: string): AppError {
  const details = failure.cause?.details ?? mediaErrorTraits[failure.code].original;
  return {
    code: mediaErrorToAppErrorCode(failure),
    ...(subject !== undefined && { subject }),
    ...(details !== null && { details }),
  };
}
