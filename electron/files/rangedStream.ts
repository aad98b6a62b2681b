import type { AppError } from '../contract/errors.ts';
import { RangedReadError, type RangedFile } from '../library/RangedFile.ts';
import type { BodyPart } from './ServableMedia.ts';

const chunkBytes = 262_144;

export interface RangedStreamOptions extends BodyPart {
  /** Told once, when the file could not be read to its end. */
  readonly onFailure: (error: AppError) => void;
}

/**
 * Part of a file that is elsewhere, read as it is asked for. Nothing more is read after its end, a cancel
 * or an abort.
 */
export function rangedStream(
  file: RangedFile,
  { first, lengthBytes, signal, onFailure }: RangedStreamOptions,
): ReadableStream<Uint8Array> {
  const cancelled = new AbortController();
  const wanted = AbortSignal.any([signal, cancelled.signal]);
  const end = first + lengthBytes;
  let position = first;
  const failed = (error: AppError) => {
    onFailure(error);
    return new RangedReadError(error);
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        // Up to the next boundary, so that whoever keeps parts of the file is asked for whole ones.
        const length = Math.min(chunkBytes - (position % chunkBytes), end - position);
        const read = await file.readAt(position, length, wanted);
        if (wanted.aborted) throw new RangedReadError({ code: 'app.cancelled' });
        if (!read.ok) throw failed(read.error);
        if (read.value.length < length) throw failed({ code: 'file.changed', subject: file.name });
        position += length;
        controller.enqueue(read.value);
        if (position === end) controller.close();
      },
      cancel: () => cancelled.abort(),
    },
    { highWaterMark: 0 },
  );
}
