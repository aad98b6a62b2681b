import { join } from 'node:path';
import { Emitter, type EventSource } from '../base/Emitter.ts';
import { silentLogger, type Logger } from '../base/Logger.ts';
import { err, ok, type Result } from '../base/Result.ts';
import type { DevicePreferences, DevicePreferencesPatch } from '../contract/devices.ts';
import type { AppError } from '../contract/errors.ts';
import type { DeviceId, DeviceSourceId } from '../contract/ids.ts';
import {
  defaultPreferences,
  DeviceMemoryContent,
  emptyDeviceMemory,
  type RememberedDevice,
  type RememberedSource,
} from './DeviceMemoryContent.ts';
import { JsonFile } from './JsonFile.ts';
import { writeFailure } from './writeFailure.ts';

/** Players beyond this number are forgotten, the one not seen for longest first. */
const maximumDevices = 200;
const fileName = 'devices.json';

/** Who a player is, and when and where it was last here. */
export type SeenDevice = Pick<RememberedDevice, 'identity' | 'location' | 'lastSeenAtMs'>;

export interface DeviceMemoryOptions {
  readonly folder: string;
  readonly logger?: Logger;
}

/** What is remembered of players, and where they are looked for; in `devices.json`. */
export class DeviceMemory {
  readonly #file: JsonFile<DeviceMemoryContent>;
  readonly #logger: Logger;
  readonly #changes = new Emitter<void>();
  #content: DeviceMemoryContent;

  private constructor(file: JsonFile<DeviceMemoryContent>, logger: Logger) {
    this.#file = file;
    this.#content = file.initialValue;
    this.#logger = logger;
  }

  /** What is damaged or cannot be read is as if it had never been noted. */
  static async open({ folder, logger = silentLogger }: DeviceMemoryOptions): Promise<DeviceMemory> {
    const file = await JsonFile.open<DeviceMemoryContent>({
      path: join(folder, fileName),
      shapes: DeviceMemoryContent.shape,
      defaults: emptyDeviceMemory,
      logger,
    });
    return new DeviceMemory(file, logger);
  }

  /** Name of the file that damaged memory is kept in; `null` when all was well. */
  get damagedKeptAs(): string | null {
    return this.#file.damagedKeptAs;
  }

  get devices(): readonly RememberedDevice[] {
    return this.#content.devices;
  }

  get sources(): readonly RememberedSource[] {
    return this.#content.sources;
  }

  get changes(): EventSource<void> {
    return this.#changes;
  }

  device(deviceId: DeviceId): RememberedDevice | undefined {
    return this.#content.devices.find(({ identity }) => identity.deviceId === deviceId);
  }

  preferencesOf(deviceId: DeviceId): DevicePreferences {
    return this.device(deviceId)?.preferences ?? defaultPreferences;
  }

  /** It is here, or was just now. What cannot be written is tried again with the next change. */
  async noteSeen(seen: SeenDevice): Promise<void> {
    const before = this.device(seen.identity.deviceId);
    const { preferences = defaultPreferences, bytesPerSecond = null } = before ?? {};
    const noted = await this.#put({ ...seen, preferences, bytesPerSecond });
    if (!noted.ok) this.#logger.error('Players could not be remembered', { error: noted.error });
  }

  /** How fast files went onto it. */
  async noteSpeed(deviceId: DeviceId, bytesPerSecond: number): Promise<void> {
    const device = this.device(deviceId);
    if (device !== undefined) await this.#put({ ...device, bytesPerSecond });
  }

  /**
   * Takes `patch` over at once and settles when it is on disk. `device.notFound` for a player that was
   * never seen; `file.*` when it cannot be written: then it holds until the program ends.
   */
  async setPreferences(
    deviceId: DeviceId,
    patch: DevicePreferencesPatch,
  ): Promise<Result<void, AppError>> {
    const device = this.device(deviceId);
    if (device === undefined) return err({ code: 'device.notFound' });
    const { name, musicFolderTemplate } = patch;
    const preferences = {
      name: name === undefined ? device.preferences.name : name,
      musicFolderTemplate: musicFolderTemplate ?? device.preferences.musicFolderTemplate,
    };
    return this.#put({ ...device, preferences });
  }

  forget(deviceId: DeviceId): Promise<Result<void, AppError>> {
    const devices = this.#content.devices.filter(({ identity }) => identity.deviceId !== deviceId);
    return this.#replace({ ...this.#content, devices });
  }

  addSource(source: RememberedSource): Promise<Result<void, AppError>> {
    return this.#replace({ ...this.#content, sources: [...this.#content.sources, source] });
  }

  removeSource(sourceId: DeviceSourceId): Promise<Result<void, AppError>> {
    const sources = this.#content.sources.filter((source) => source.sourceId !== sourceId);
    return this.#replace({ ...this.#content, sources });
  }

  #put(device: RememberedDevice): Promise<Result<void, AppError>> {
    const { deviceId } = device.identity;
    const others = this.#content.devices.filter(({ identity }) => identity.deviceId !== deviceId);
    const devices = [device, ...others]
      .toSorted((left, right) => right.lastSeenAtMs - left.lastSeenAtMs)
      .slice(0, maximumDevices);
    return this.#replace({ ...this.#content, devices });
  }

  async #replace(content: DeviceMemoryContent): Promise<Result<void, AppError>> {
    this.#content = content;
    this.#changes.emit();
    try {
      await this.#file.write(content);
      return ok();
    } catch (error) {
      return err(writeFailure(error, fileName));
    }
  }
}
