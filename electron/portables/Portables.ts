import type { Logger } from '../base/Logger.ts';
import type { MonotonicClock } from '../base/MonotonicClock.ts';
import { ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import type { ClientId, DeviceId, FolderId, PlanId } from '../contract/ids.ts';
import type { Placement } from '../contract/queue.ts';
import type { DeviceRegistry } from '../devices/registry/DeviceRegistry.ts';
import type { ArtStore } from '../library/ArtStore.ts';
import { CoverShrinker } from '../library/covers/CoverShrinker.ts';
import { cleanText } from '../library/cleanText.ts';
import type { RangedTagReading, TagReading } from '../library/TagReader.ts';
import type { Downloads } from '../files/Downloads.ts';
import type { Activities } from '../player/Activities.ts';
import type { Notices } from '../player/Notices.ts';
import type { FileReceiver } from '../player/opening/FileReceiver.ts';
import type { UploadKeeper } from '../player/opening/UploadOffers.ts';
import type { TopicPublisher } from '../player/publishTopics.ts';
import type { DeviceMemory } from '../state/DeviceMemory.ts';
import { ReadyDevices } from '../sync/execution/ReadyDevices.ts';
import { TransferQueues } from '../sync/execution/TransferQueues.ts';
import type { TransferJournal } from '../sync/journal/TransferJournal.ts';
import type { CreatedRegistry } from './createRegistry.ts';
import { PlayerCovers } from './PlayerCovers.ts';
import { PlayerFacts } from './facts/PlayerFacts.ts';
import { ListingFollower } from './listings/ListingFollower.ts';
import { Listings } from './listings/Listings.ts';
import { openCopySource } from './openCopySource.ts';
import { Plans } from './plans/Plans.ts';
import type { UploadAccess } from './plans/readCopyFile.ts';
import { publishPortables } from './publishPortables.ts';
import { reachablePlayer } from './reachablePlayer.ts';
import { rememberPlayers } from './rememberPlayers.ts';
import { markQueueRows, type DeviceRows } from './reading/markQueueRows.ts';
import type { PlayerFiles } from './reading/PlayerFiles.ts';
import { createDeviceService } from './service/createDeviceService.ts';
import { createTransferService, type RowsQueue } from './service/createTransferService.ts';

export interface PortablesOptions {
  /** Ended with this. */
  readonly created: CreatedRegistry;
  readonly memory: DeviceMemory;
  readonly journal: TransferJournal;
  readonly tagReader: TagReading & RangedTagReading;
  readonly art: ArtStore;
  readonly uploads: UploadAccess;
  readonly playerFiles: PlayerFiles;
  readonly downloads: Downloads;
  readonly queue: RowsQueue & DeviceRows;
  /** Takes files as rows of the queue. */
  readonly queueReceiver: (placement: Placement) => FileReceiver;
  readonly activities: Activities;
  readonly notices: Pick<Notices, 'add'>;
  /** What is browsed; files of players are received nowhere else then. */
  readonly folders: {
    resolve(folderId: FolderId): Promise<Result<string, AppError>>;
    realRoots(): Promise<readonly string[]>;
  } | null;
  readonly dialogs: { pickFolder(): Promise<readonly string[]> } | null;
  readonly inhibitSleep: () => Disposable;
  readonly clock: MonotonicClock;
  readonly logger: Logger;
  readonly now: () => Date;
}

/** Copies onto or from one player that are under way. */
export interface RunningCopies {
  readonly playerName: string;
  readonly remainingCount: number;
}

/** Portable players as pages see them: what is there, what is on it, and what goes onto it. */
export class Portables implements AsyncDisposable {
  readonly devices: ReturnType<typeof createDeviceService>;
  readonly transfers: ReturnType<typeof createTransferService>;
  readonly #options: PortablesOptions;
  readonly #registry: DeviceRegistry;
  readonly #ready: ReadyDevices;
  readonly #facts: PlayerFacts;
  readonly #listings: Listings;
  readonly #plans: Plans;
  readonly #queues: TransferQueues;
  readonly #coverShrinker: CoverShrinker;
  readonly #subscriptions = new DisposableStack();

  constructor(options: PortablesOptions) {
    const { memory, journal, clock, logger, now, art, uploads, tagReader, playerFiles, folders } =
      options;
    this.#options = options;
    this.#coverShrinker = new CoverShrinker(clock);
    const { registry, sourcesChanged, checkHost } = options.created;
    this.#registry = registry;
    this.#ready = new ReadyDevices(registry);
    this.#facts = new PlayerFacts({ registry, clock });
    const ready = (deviceId: DeviceId) => reachablePlayer(registry, deviceId);
    const connectionOf = (deviceId: DeviceId) => {
      const device = ready(deviceId);
      return device.ok ? ok(device.value.connection) : device;
    };
    this.#listings = new Listings({ connection: connectionOf, clock, logger });
    this.#subscriptions.use(
      new ListingFollower({
        listings: this.#listings,
        connection: connectionOf,
        events: registry.events,
        contentChanges: registry.contentChanges,
        clock,
      }),
    );
    this.#plans = new Plans({
      device: ready,
      template: (deviceId) => memory.preferencesOf(deviceId).musicFolderTemplate,
      bytesPerSecond: (deviceId) => memory.device(deviceId)?.bytesPerSecond ?? null,
      files: { tagReader, uploads, deviceFiles: playerFiles },
      clock,
    });
    const receivingRoots = () => folders?.realRoots() ?? Promise.resolve(null);
    const covers = new PlayerCovers(art, this.#coverShrinker);
    const copyServices = { uploads, deviceFiles: playerFiles };
    this.#queues = new TransferQueues({
      journal,
      devices: this.#ready,
      sources: { open: (source, signal) => openCopySource(source, copyServices, signal) },
      readCover: ({ artId }, signal) => covers.read(artId, signal),
      receivingRoots,
      inhibitSleep: options.inhibitSleep,
      noteSpeed: (deviceId, bytesPerSecond) => void memory.noteSpeed(deviceId, bytesPerSecond),
      clock,
      logger,
      now,
    });
    const { activities, dialogs, downloads, queue, queueReceiver, notices } = options;
    this.devices = createDeviceService({
      registry,
      sourcesChanged,
      checkHost,
      memory,
      listings: this.#listings,
      queues: this.#queues,
      activities,
      playerFiles,
      downloads,
      queueReceiver,
      onDownloadFailure: (error) => void notices.add(error),
      tell: (error) => void notices.add(error),
      ready,
      receivingRoots,
      folders,
      dialogs,
    });
    this.transfers = createTransferService({
      plans: this.#plans,
      queues: this.#queues,
      journal,
      queue,
      now,
    });
    this.#subscriptions.use(
      this.#ready.changes.subscribe((deviceId) => this.#listings.connectionEnded(deviceId)),
    );
    this.#subscriptions.use(markQueueRows({ devices: this.#ready, ready, queue, logger }));
    const { changes: readyChanges } = this.#ready;
    this.#subscriptions.use(rememberPlayers({ registry, readyChanges, memory }));
  }

  /** Looks for players; settles when every provider has been asked once. */
  start(): Promise<void> {
    return this.#registry.start();
  }

  /** Who takes what is opened for a plan. */
  receiverOf(planId: PlanId): Result<FileReceiver, AppError> {
    const plan = this.#plans.find(planId);
    return plan.ok ? ok(plan.value.receiver()) : plan;
  }

  /** What an end of the program would cut short. */
  get runningCopies(): readonly RunningCopies[] {
    const { memory } = this.#options;
    return this.#queues.running.map(({ deviceId, waitingCount }) => {
      const { name } = memory.preferencesOf(deviceId);
      const playerName = name ?? this.#registry.device(deviceId)?.identity.name ?? '';
      return { playerName: cleanText(playerName) ?? '', remainingCount: waitingCount };
    });
  }

  /** Copies that need bytes of uploads. */
  get uploadKeeper(): UploadKeeper {
    return this.#queues;
  }

  clientGone(clientId: ClientId): void {
    this.#listings.clientGone(clientId);
    this.#plans.clientGone(clientId);
  }

  /** Publishes the topics of players now, and again whenever they change, until disposed. */
  publish(publisher: TopicPublisher): Disposable {
    return publishPortables(publisher, {
      registry: this.#registry,
      memory: this.#options.memory,
      facts: this.#facts,
      listings: this.#listings,
      plans: this.#plans,
      queues: this.#queues,
      clock: this.#options.clock,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#subscriptions.dispose();
    this.#facts[Symbol.dispose]();
    this.#plans[Symbol.dispose]();
    await this.#queues[Symbol.asyncDispose]();
    await this.#coverShrinker[Symbol.asyncDispose]();
    await this.#listings[Symbol.asyncDispose]();
    this.#ready[Symbol.dispose]();
    await this.#registry[Symbol.asyncDispose]();
  }
}
