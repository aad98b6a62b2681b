import { Mutex } from '../../base/Mutex.ts';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceConnection } from '../../devices/DeviceConnection.ts';
import type { DeviceObject } from '../../devices/DeviceObject.ts';

/** Read from the device at a time. */
export const windowBytes = 262_144;
/** Kept: what a page plays, what it asks for again, and what was read ahead. */
const maximumWindows = 32;

type Window = Promise<Result<Uint8Array, AppError>>;

/**
 * Reads parts of files from one open device: window by window, one window at a time however many ask, so
 * that copies have their turn in between. Who reads on in a file finds the next window read ahead. A
 * window that is under way is read to its end when nobody waits for it any more, since to cancel costs
 * most devices more than the rest of it.
 */
export class WindowReader {
  readonly #connection: DeviceConnection;
  readonly #mutex = new Mutex();
  /** In the order of use, oldest first. */
  readonly #windows = new Map<string, Window>();

  constructor(connection: DeviceConnection) {
    this.#connection = connection;
  }

  /** Up to `length` bytes from `position`; fewer only at the end of the file. */
  async read(
    object: DeviceObject,
    position: number,
    length: number,
    signal: AbortSignal,
  ): Promise<Result<Uint8Array, AppError>> {
    const end = Math.min(object.sizeBytes, position + length);
    const bytes = new Uint8Array(Math.max(0, end - position));
    for (let done = 0; done < bytes.length;) {
      const from = position + done;
      const index = Math.floor(from / windowBytes);
      const window = await unlessAborted(this.#window(object, index), signal);
      if (!window.ok) return window;
      this.#readAhead(object, index);
      const inWindow = from - index * windowBytes;
      const part = window.value.subarray(inWindow, inWindow + bytes.length - done);
      if (part.length === 0) return err({ code: 'device.protocol' });
      bytes.set(part, done);
      done += part.length;
    }
    return ok(bytes);
  }

  /** Only for those who came here from the window before. */
  #readAhead(object: DeviceObject, index: number): void {
    const isGoingOn = this.#windows.has(keyOf(object, index - 1));
    const isMore = (index + 1) * windowBytes < object.sizeBytes;
    if (isGoingOn && isMore) void this.#window(object, index + 1);
  }

  #window(object: DeviceObject, index: number): Window {
    const key = keyOf(object, index);
    const window = this.#windows.get(key) ?? this.#load(object, index, key);
    this.#windows.delete(key);
    this.#windows.set(key, window);
    const [oldest] = this.#windows.keys();
    if (this.#windows.size > maximumWindows && oldest !== undefined) this.#windows.delete(oldest);
    return window;
  }

  async #load(
    { objectId, sizeBytes }: DeviceObject,
    index: number,
    key: string,
  ): Promise<Result<Uint8Array, AppError>> {
    const offsetBytes = index * windowBytes;
    const lengthBytes = Math.min(windowBytes, sizeBytes - offsetBytes);
    const bytes = new Uint8Array(lengthBytes);
    let done = 0;
    const read = await this.#mutex.runExclusive(() =>
      this.#connection.read({
        objectId,
        offsetBytes,
        lengthBytes,
        signal: never,
        onChunk: (chunk) => {
          bytes.set(chunk.subarray(0, lengthBytes - done), done);
          done = Math.min(lengthBytes, done + chunk.length);
        },
      }),
    );
    if (read.ok) return ok(bytes.subarray(0, done));
    this.#windows.delete(key);
    return read;
  }
}

const never = new AbortController().signal;

/** A file that was written anew is another one, also under the same id. */
function keyOf({ objectId, sizeBytes, modifiedAtMs }: DeviceObject, index: number): string {
  return `${objectId} ${sizeBytes} ${modifiedAtMs ?? ''} ${index}`;
}

async function unlessAborted(window: Window, signal: AbortSignal): Window {
  const aborted = Promise.withResolvers<Result<Uint8Array, AppError>>();
  const onAbort = () => aborted.resolve(err({ code: 'app.cancelled' }));
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([window, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
