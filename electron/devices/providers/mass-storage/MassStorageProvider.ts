import { Emitter } from '../../../base/Emitter.ts';
import type { MonotonicClock, Timer } from '../../../base/MonotonicClock.ts';
import { err, ok, type Result } from '../../../base/Result.ts';
import type { AppError } from '../../../contract/errors.ts';
import type { DeviceId } from '../../../contract/ids.ts';
import { refuseUnadvertised } from '../../decorators/refuseUnadvertised.ts';
import type { DeviceOperation } from '../../DeviceCapabilities.ts';
import type { DeviceConnection } from '../../DeviceConnection.ts';
import type { DeviceIdentity } from '../../DeviceIdentity.ts';
import type { DeviceProvider, Enumeration } from '../../DeviceProvider.ts';
import { ejectOf } from './ejectVolume.ts';
import { fileSystemTraits } from './fileSystemTraits.ts';
import { MassStorageConnection } from './MassStorageConnection.ts';
import { refusalOf } from './Refusal.ts';
import { VolumeTree } from './VolumeTree.ts';
import { folderVolume } from './volumes/folderVolume.ts';
import type { FoundVolumes, Volume, VolumeFinder } from './volumes/Volume.ts';

export interface MassStorageProviderOptions {
  /** `null` where the system does not tell what is mounted: then there are only folders. */
  readonly volumeFinder: VolumeFinder | null;
  /** Absolute paths that a person added. */
  readonly folders: readonly string[];
  readonly clock: MonotonicClock;
  readonly platform: NodeJS.Platform;
  /** Where programs are looked for, as `PATH` says. */
  readonly programPath: string;
}

/** In ms. No system tells Node of a mount: it is looked for. */
const lookAgainDelayMs = 2_000;

const readingOperations: readonly DeviceOperation[] = ['read', 'readRange'];
const writingOperations: readonly DeviceOperation[] = [
  'write',
  'resumeWrite',
  'makeFolder',
  'rename',
  'move',
  'remove',
];

/** Players that are mounted as disks, and folders. */
export class MassStorageProvider implements DeviceProvider {
  readonly name = 'mass-storage';
  readonly #options: MassStorageProviderOptions;
  readonly #changes = new Emitter<void>();
  readonly #connections = new Set<MassStorageConnection>();
  #folders: readonly string[];
  #fingerprint = '';
  #timer: Timer | null = null;

  constructor(options: MassStorageProviderOptions) {
    this.#options = options;
    this.#folders = options.folders;
  }

  setFolders(folders: readonly string[]): void {
    this.#folders = folders;
    this.#changes.emit();
  }

  watch(onChange: () => void): Disposable {
    const subscription = this.#changes.subscribe(onChange);
    if (this.#timer === null) this.#lookLater();
    return {
      [Symbol.dispose]: () => {
        subscription[Symbol.dispose]();
        if (this.#changes.listenerCount === 0) this.#stopLooking();
      },
    };
  }

  async enumerate(signal: AbortSignal): Promise<Enumeration> {
    const { volumes, failures } = await this.#find(signal);
    const candidates = volumes.map((volume) => ({
      identity: identityOf(volume),
      location: volume.location,
      obstacle: null,
    }));
    return { candidates, failures };
  }

  async open(deviceId: DeviceId, signal: AbortSignal): Promise<Result<DeviceConnection, AppError>> {
    const { volumes } = await this.#find(signal);
    const volume = volumes.find((each) => each.deviceId === deviceId);
    if (signal.aborted) return err({ code: 'app.cancelled' });
    return volume === undefined ? err({ code: 'device.notFound' }) : this.#open(volume);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopLooking();
    await Promise.all([...this.#connections].map((each) => each[Symbol.asyncDispose]()));
  }

  async #open(volume: Volume): Promise<Result<DeviceConnection, AppError>> {
    const { platform, programPath } = this.#options;
    const { nameRules, maximumObjectBytes } = fileSystemTraits(volume.fileSystem);
    const eject = await ejectOf(volume, platform, programPath);
    let tree: VolumeTree;
    try {
      tree = await VolumeTree.open(volume.path, nameRules, volume.isReadOnly);
    } catch (thrown) {
      return err(refusalOf(thrown));
    }
    const operations = new Set<DeviceOperation>([
      ...readingOperations,
      ...(volume.isReadOnly ? [] : writingOperations),
      ...(eject === null ? [] : (['eject'] as const)),
    ]);
    const connection = new MassStorageConnection({
      identity: identityOf(volume),
      capabilities: {
        operations,
        playableFormats: null,
        rangedBytes: Number.MAX_SAFE_INTEGER,
        maximumObjectBytes,
        nameRules,
      },
      tree,
      label: volume.label,
      isRemovable: volume.kind === 'player',
      isReadOnly: volume.isReadOnly,
      eject,
      onClosed: () => void this.#connections.delete(connection),
    });
    this.#connections.add(connection);
    return ok(refuseUnadvertised(connection));
  }

  /** A folder that is a mounted player is one device, not two. */
  async #find(signal: AbortSignal): Promise<FoundVolumes> {
    const { volumeFinder } = this.#options;
    const players = volumeFinder === null ? [] : await volumeFinder.find(signal);
    const paths = new Set(players.map(({ path }) => path));
    const folders = await Promise.all(
      this.#folders.map(async (place) => ({ place, found: await folderVolume(place) })),
    );
    return {
      volumes: [
        ...players,
        ...folders.flatMap(({ found }) =>
          found.ok && !paths.has(found.value.path) ? found.value : [],
        ),
      ],
      failures: folders.flatMap(({ place, found }) =>
        found.ok ? [] : { place, error: found.error },
      ),
    };
  }

  #lookLater(): void {
    this.#timer = this.#options.clock.setTimer(lookAgainDelayMs, () => void this.#look());
  }

  #stopLooking(): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = null;
  }

  async #look(): Promise<void> {
    await Promise.all([...this.#connections].map((connection) => connection.checkPresence()));
    const fingerprint = await this.#takeFingerprint();
    if (this.#timer === null) return;
    if (fingerprint !== this.#fingerprint) {
      this.#fingerprint = fingerprint;
      this.#changes.emit();
    }
    this.#lookLater();
  }

  async #takeFingerprint(): Promise<string> {
    const { volumeFinder } = this.#options;
    const mounted = await volumeFinder?.fingerprint().catch(() => '');
    const folders = await Promise.all(this.#folders.map((folder) => folderVolume(folder)));
    const present = folders.map((found) => (found.ok ? found.value.deviceId : ''));
    return [mounted ?? '', ...present].join('\n');
  }
}

function identityOf(volume: Volume): DeviceIdentity {
  const { deviceId, manufacturer, model, label, serialNumber } = volume;
  return {
    deviceId,
    provider: 'mass-storage',
    manufacturer,
    model,
    name: label,
    serialNumber,
    firmwareVersion: null,
  };
}
