import * as z from 'zod/mini';
import { AppError } from './errors.ts';
import { CallId, NoticeId } from './ids.ts';

/** Work that lasts. It is cancelled with its `callId`, by any page. */
export const Activity = z.strictObject({
  callId: CallId,
  kind: z.enum([
    'opening',
    'uploading',
    'savingPlaylist',
    'deletingObjects',
    'movingObjects',
    'readingObjects',
  ]),
  /** What it works on now, as a person would say it. */
  subject: z.string(),
  doneCount: z.int(),
  /** `null` while unknown. */
  totalCount: z.nullable(z.int()),
});
export type Activity = z.infer<typeof Activity>;

/** Something that went wrong without a page asking for it, e.g. a file that could not be played. */
export const Notice = z.strictObject({
  noticeId: NoticeId,
  error: AppError,
  /** Wall time, ISO 8601. */
  at: z.string(),
  /** How many more of the same code and subject followed within the moment. */
  repeatCount: z.int(),
});
export type Notice = z.infer<typeof Notice>;
