import { err, ok, type Result } from '../../base/Result.ts';
import type { DevicePlace } from '../../contract/devices.ts';
import type { AppError } from '../../contract/errors.ts';
import type { RangedFile } from '../../library/RangedFile.ts';
import type { DeviceFiles } from '../DeviceFiles.ts';

/** Files of players in memory, by their names joined with `/`. */
export class FakeDeviceFiles implements DeviceFiles {
  readonly files = new Map<string, Uint8Array>();
  /** Why nothing can be asked of a player; `null` when it can. */
  error: AppError | null = null;
  /** First byte and length of every reading, oldest first. */
  readonly readings: (readonly [number, number])[] = [];

  open({ path }: DevicePlace): Promise<Result<RangedFile, AppError>> {
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
