import { existsSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { silentLogger, type Logger } from '../base/Logger.ts';
import { systemMonotonicClock, type MonotonicClock } from '../base/MonotonicClock.ts';
import { removeAbandonedWrites } from '../base/removeAbandonedWrites.ts';
import { err, ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import { Forwarder } from './Forwarder.ts';
import { isForeignFolder } from './isForeignFolder.ts';
import { makeFolder } from './makeFolder.ts';
import { MessageServer, type MessageHandler } from './MessageServer.ts';
import { profileFolder, type ProfileChoice } from './profileFolder.ts';
import { ProfileLock } from './ProfileLock.ts';
import { socketAddress } from './socketAddress.ts';
import { writeFailure } from './writeFailure.ts';

const retryIntervalMs = 50;

export interface ProfileOptions extends ProfileChoice {
  readonly logger?: Logger;
  readonly clock?: MonotonicClock;
  /** How long an owner may hold the lock without listening, as it does for a moment at its start. */
  readonly patienceMs?: number;
}

/** What a start finds: the profile is its own, or another program's that takes messages. */
export type ProfileStart = Profile | Forwarder;

/**
 * The data folder, held by this process alone until it ends. Both hosts share it: a desktop app and a
 * headless host never use one profile at the same time.
 */
export class Profile implements AsyncDisposable {
  readonly kind = 'owner';
  /** Absolute; only its owner may enter it. */
  readonly folder: string;
  readonly #lock: ProfileLock;
  readonly #server: MessageServer;

  private constructor(folder: string, lock: ProfileLock, server: MessageServer) {
    this.folder = folder;
    this.#lock = lock;
    this.#server = server;
  }

  /**
   * Makes the folder when it is not there and takes its lock, or finds who has it. Errors:
   * `ipc.invalidInput` (bad name), `file.notFound` (a data folder that is no absolute path), `profile.foreignFolder` (what was chosen holds something
   * else), `profile.inUse` (somebody holds the lock and does not listen), `file.*` (the folder cannot
   * be made or written to).
   */
  static async open(options: ProfileOptions = {}): Promise<Result<ProfileStart, AppError>> {
    const { logger = silentLogger, clock = systemMonotonicClock, patienceMs = 5_000 } = options;
    const folder = folderOf(options);
    if (!folder.ok) return folder;
    try {
      // Where the system wants it, the folder bears our name, and Electron may have been there first.
      if (options.dataFolder !== undefined && (await isForeignFolder(folder.value))) {
        return err({ code: 'profile.foreignFolder', subject: basename(folder.value) });
      }
      await makeFolder(folder.value, 0o700);
      return await Profile.#enter(folder.value, logger, clock, patienceMs);
    } catch (error) {
      return err(writeFailure(error, basename(folder.value) || folder.value));
    }
  }

  /** As `open`, of a profile that was there before; `null` where there is none, and none is made. */
  static async openExisting(
    options: ProfileOptions = {},
  ): Promise<Result<ProfileStart | null, AppError>> {
    const folder = folderOf(options);
    if (!folder.ok) return folder;
    return existsSync(folder.value) ? Profile.open(options) : ok(null);
  }

  /** Lets `handler` answer what later starts forward; messages that came before waited for it. */
  handleMessages(handler: MessageHandler): void {
    this.#server.handle(handler);
  }

  /** A path inside the profile. */
  path(...names: readonly string[]): string {
    return join(this.folder, ...names);
  }

  /** Lets the next start be the owner; to be called when everything else has been closed. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server[Symbol.asyncDispose]();
    this.#lock[Symbol.dispose]();
  }

  static async #enter(
    folder: string,
    logger: Logger,
    clock: MonotonicClock,
    patienceMs: number,
  ): Promise<Result<ProfileStart, AppError>> {
    const address = await socketAddress(folder);
    for (let waitedMs = 0; ; waitedMs += retryIntervalMs) {
      const lock = ProfileLock.acquire(folder);
      if (lock !== null) return ok(await Profile.#own(folder, lock, address, logger));
      const forwarder = await Forwarder.connect(address, clock);
      if (forwarder !== null) return ok(forwarder);
      if (waitedMs >= patienceMs) return err({ code: 'profile.inUse' });
      await pause(retryIntervalMs);
    }
  }

  static async #own(
    folder: string,
    lock: ProfileLock,
    address: string,
    logger: Logger,
  ): Promise<Profile> {
    try {
      await chmod(folder, 0o700);
      await removeAbandonedWrites(folder);
      return new Profile(folder, lock, await MessageServer.listen(address, logger));
    } catch (error) {
      lock[Symbol.dispose]();
      throw error;
    }
  }
}

function folderOf(choice: ProfileChoice): Result<string, AppError> {
  return profileFolder(choice, {
    platform: process.platform,
    environment: process.env,
    homeFolder: homedir(),
  });
}
