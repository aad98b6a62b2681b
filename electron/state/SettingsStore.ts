import { join } from 'node:path';
import * as z from 'zod/mini';
import { Emitter, type EventSource } from '../base/Emitter.ts';
import { silentLogger, type Logger } from '../base/Logger.ts';
import { err, ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import { defaultSettings, Settings, type SettingsPatch } from '../contract/settings.ts';
import { JsonFile } from './JsonFile.ts';
import { writeFailure } from './writeFailure.ts';

export interface SettingsStoreOptions {
  readonly folder: string;
  readonly logger?: Logger;
}

/** What the person chose, in `settings.json`. */
export class SettingsStore {
  readonly #file: JsonFile<Settings>;
  readonly #changes = new Emitter<Settings>();
  #settings: Settings;
  /** Name of the file that damaged settings are kept in; `null` when all was well. */
  readonly damagedKeptAs: string | null;

  private constructor(file: JsonFile<Settings>, settings: Settings, damagedKeptAs: string | null) {
    this.#file = file;
    this.#settings = settings;
    this.damagedKeptAs = damagedKeptAs;
  }

  /** A file that is damaged or cannot be read gives the defaults. */
  static async open(options: SettingsStoreOptions): Promise<SettingsStore> {
    const { folder, logger = silentLogger } = options;
    const file = new JsonFile(join(folder, 'settings.json'), parseSettings);
    try {
      const content = await file.read();
      if (content.kind === 'value') return new SettingsStore(file, content.value, null);
      if (content.kind === 'missing') return new SettingsStore(file, defaultSettings, null);
      logger.warn('The settings were damaged', { keptAs: content.keptAs });
      return new SettingsStore(file, defaultSettings, content.keptAs);
    } catch (error) {
      logger.error('The settings could not be read', { error });
      return new SettingsStore(file, defaultSettings, null);
    }
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
      return err(writeFailure(error, 'settings.json'));
    }
  }
}

/**
 * A setting that is missing was not there when the file was written; one that is unknown was added by
 * a newer version. Neither is damage.
 */
const StoredSettings = z.partial(z.object(Settings.shape));

function parseSettings(json: unknown): Settings | undefined {
  const parsed = StoredSettings.safeParse(json);
  return parsed.success ? merged(defaultSettings, parsed.data) : undefined;
}

function merged(settings: Settings, patch: SettingsPatch): Settings {
  const given = Object.entries(patch).filter(([, value]) => value !== undefined);
  return Settings.parse({ ...settings, ...Object.fromEntries(given) });
}
