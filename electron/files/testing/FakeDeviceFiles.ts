import { Emitter } from '../../base/Emitter.ts';
import { err, ok, type Result } from '../../base/Result.ts';
import type { DevicePlace } from '../../contract/devices.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceId } from '../../contract/ids.ts';
import type { RangedFile } from '../../library/RangedFile.ts';
import type { DeviceFiles, HeldFiles } from '../DeviceFiles.ts';

/** Files of players in memory, by their names joined with `/`. */
export class FakeDeviceFiles implements DeviceFiles {
  readonly files = new Map<string, Uint8Array>();
  readonly held = new FakeHeldFiles();
  /** Why nothing can be asked of a player; `null` when it can. */
  error: AppError | null = null;
  /** First byte and length of every reading, oldest first. */
  readonly readings: (readonly [number, number])[] = [];

  open({ path }: DevicePlace, _signal: AbortSignal): Promise<Result<RangedFile, AppError>> {
    const bytes = this.files.get(path.join('/'));
    if (this.error !== null) return Promise.resolve(err(this.error));
    if (bytes === undefined) return Promise.resolve(err({ code: 'device.noSuchObject' }));
    return Promise.resolve(
      ok({
        name: path.at(-1) ?? '',
        sizeBytes: bytes.length,
        modifiedAtMs: 0,
        readAt: (position, length) => {
          this.readings.push([position, length]);
          return Promise.resolve(
            this.error === null ? ok(bytes.subarray(position, position + length)) : err(this.error),
          );
        },
      }),
    );
  }
}

class FakeHeldFiles implements HeldFiles {
  readonly changes = new Emitter<void>();
  readonly #players = new Set<DeviceId>();

  has(deviceId: DeviceId): boolean {
    return this.#players.has(deviceId);
  }

  /** A file is sent to the player, until the returned handle is disposed. */
  hold(deviceId: DeviceId): Disposable {
    this.#players.add(deviceId);
    this.changes.emit();
    return {
      [Symbol.dispose]: () => {
        this.#players.delete(deviceId);
        this.changes.emit();
      },
    };
  }
}
