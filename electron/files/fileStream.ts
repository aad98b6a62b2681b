import type { FileHandle } from 'node:fs/promises';
import type { BodyPart } from './ServableMedia.ts';

const chunkBytes = 262_144;

export interface FileStreamOptions extends BodyPart {
  /** Told once, when the file could not be read to its end. */
  readonly onFailure: (error: unknown) => void;
}

/** The file became shorter while it was read. */
export class FileShrankError extends Error {
  override readonly name = 'FileShrankError';
}

/**
 * Reads part of an open file as it is asked for, never more than one chunk ahead. The stream owns
 * the handle: it is closed at the end, on cancel, on abort and on failure.
 */
export function fileStream(
  handle: FileHandle,
  { first, lengthBytes, signal, onFailure }: FileStreamOptions,
): ReadableStream<Uint8Array> {
  let position = first;
  const end = first + lengthBytes;
  let closed: Promise<void> | null = null;
  const close = () => {
    signal.removeEventListener('abort', onAbort);
    closed ??= handle.close();
    return closed;
  };
  // Whoever aborts stops reading by itself; a body nobody has begun to read would keep its file open.
  const onAbort = () => void close();
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const chunk = new Uint8Array(Math.min(chunkBytes, end - position));
          const { bytesRead } = await handle.read(chunk, 0, chunk.length, position);
          if (bytesRead === 0) throw new FileShrankError('The file became shorter');
          position += bytesRead;
          controller.enqueue(chunk.subarray(0, bytesRead));
          if (position < end) return;
          controller.close();
          await close();
        } catch (error) {
          // An abort closes the handle under a read; that is nobody's failure.
          if (closed === null) onFailure(error);
          await close();
          throw error;
        }
      },
      cancel: close,
    },
    { highWaterMark: 0 },
  );
}
