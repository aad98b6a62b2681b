import { join } from 'node:path';
import { Emitter, type EventSource } from '../base/Emitter.ts';
import { silentLogger, type Logger } from '../base/Logger.ts';
import { err, ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import { defaultSettings, Settings, type SettingsPatch } from '../contract/settings.ts';
import { JsonFile } from './JsonFile.ts';
import { writeFailure } from './writeFailure.ts';

const fileName = 'settings.json';

export interface SettingsStoreOptions {
  readonly folder: string;
  readonly logger?: Logger;
}

/** What the person chose, in `settings.json`. */
export class SettingsStore {
  readonly #file: JsonFile<Settings>;
  readonly #changes = new Emitter<Settings>();
  #settings: Settings;

  private constructor(file: JsonFile<Settings>) {
    this.#file = file;
    this.#settings = file.initialValue;
  }

  /** What is damaged or cannot be read is as by default. */
  static async open(options: SettingsStoreOptions): Promise<SettingsStore> {
    const { folder, logger = silentLogger } = options;
    const file = await JsonFile.open<Settings>({
      path: join(folder, fileName),
      shapes: Settings.shape,
      defaults: defaultSettings,
      logger,
    });
    return new SettingsStore(file);
  }

  /** Name of the file that damaged settings are kept in; `null` when all was well. */
  get damagedKeptAs(): string | null {
    return this.#file.damagedKeptAs;
  }

  get settings(): Settings {
    return this.#settings;
  }

  get changes(): EventSource<Settings> {
    return this.#changes;
  }

  /**
   * Takes `patch` over at once and settles when it is on disk. When it cannot be written (`file.*`)
   * it holds until the program ends.
   */
  update(patch: SettingsPatch): Promise<Result<void, AppError>> {
    return this.#replace(merged(this.#settings, patch));
  }

  reset(): Promise<Result<void, AppError>> {
    return this.#replace(defaultSettings);
  }

  async #replace(settings: Settings): Promise<Result<void, AppError>> {
    this.#settings = settings;
    this.#changes.emit(settings);
    try {
      await this.#file.write(settings);
      return ok();
    } catch (error) {
      return err(writeFailure(error, fileName));
    }
  }
}

function merged(settings: Settings, patch: SettingsPatch): Settings {
  const given = Object.entries(patch).filter(([, value]) => value !== undefined);
  return Settings.parse({ ...settings, ...Object.fromEntries(given) });
}
