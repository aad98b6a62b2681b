import type { MonotonicClock, Timer } from '../base/MonotonicClock.ts';
import type { DevicePlace } from '../contract/devices.ts';
import type { RangedTagReading } from '../library/TagReader.ts';
import type { DeviceFiles } from './DeviceFiles.ts';
import { examineDeviceFile } from './examineDeviceFile.ts';
import { GrantedSource } from './GrantedSource.ts';
import type { Grants } from './Grants.ts';

/** While it waits for its player, it says so this often: the session gives up on what falls silent. */
export const waitingSignMs = 5_000;

export interface DeviceFileSourceOptions {
  readonly place: DevicePlace;
  readonly grants: Grants;
  readonly deviceFiles: DeviceFiles;
  readonly tagReader: RangedTagReading;
  readonly clock: MonotonicClock;
}

/**
 * A media source of one file on a portable player, which is read there part by part. While a file is sent
 * to that player it may have to wait for long, and gives signs of life.
 */
export class DeviceFileSource extends GrantedSource {
  readonly #options: DeviceFileSourceOptions;
  readonly #heldChanges: Disposable;
  /** Of the next sign; `null` while nothing is waited for. */
  #timer: Timer | null = null;

  constructor(options: DeviceFileSourceOptions) {
    const { place, grants, deviceFiles, tagReader } = options;
    super({
      grantId: grants.grantDevice(place),
      grants,
      examine: (signal) => examineDeviceFile(place, { deviceFiles, tagReader, signal }),
    });
    this.#options = options;
    this.#heldChanges = deviceFiles.held.changes.subscribe(() => this.#look());
    this.#look();
  }

  override shutdown(): void {
    super.shutdown();
    this.#heldChanges[Symbol.dispose]();
    this.#rest();
  }

  #look(): void {
    const { place, deviceFiles } = this.#options;
    if (!deviceFiles.held.has(place.deviceId)) this.#rest();
    else if (this.#timer === null) this.#sign();
  }

  #sign(): void {
    this.#timer = this.#options.clock.setTimer(waitingSignMs, () => this.#sign());
    this.tell({ kind: 'other', name: 'WaitingForPlayer' });
  }

  #rest(): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = null;
  }
}
