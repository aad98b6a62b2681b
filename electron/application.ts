import type { EventSource } from './base/Emitter.ts';
import { systemMonotonicClock, type MonotonicClock } from './base/MonotonicClock.ts';
import { err, ok, type Result } from './base/Result.ts';
import type { AppError } from './contract/errors.ts';
import type { FileTarget, OpenOutcome } from './contract/files.ts';
import { CallId, type UploadId } from './contract/ids.ts';
import type { Placement } from './contract/queue.ts';
import type { Settings } from './contract/settings.ts';
import { createWebHandler, type WebHandler } from './files/createWebHandler.ts';
import { FolderBrowser } from './files/FolderBrowser.ts';
import { Grants } from './files/Grants.ts';
import { UploadSpool } from './files/UploadSpool.ts';
import { createHandlers } from './ipc/handlers/createHandlers.ts';
import { Publisher } from './ipc/Publisher.ts';
import { Router } from './ipc/Router.ts';
import type { Services } from './ipc/services.ts';
import { ArtStore } from './library/ArtStore.ts';
import { writePlaylist } from './library/playlists/writePlaylist.ts';
import { TagReader } from './library/TagReader.ts';
import { walkFolders } from './library/walkFolders.ts';
import { MediaSession } from './media/MediaSession.ts';
import { SequencerSource } from './media/SequencerSource.ts';
import { Activities } from './player/Activities.ts';
import { createAppInfo } from './player/createAppInfo.ts';
import { Deck } from './player/Deck.ts';
import { EntrySources } from './player/EntrySources.ts';
import { Notices } from './player/Notices.ts';
import type { Dialogs } from './player/opening/Dialogs.ts';
import { MetadataReader } from './player/opening/MetadataReader.ts';
import { OpenService } from './player/opening/OpenService.ts';
import type { ReceiverOf } from './player/opening/FileReceiver.ts';
import { PlaylistSaver } from './player/opening/PlaylistSaver.ts';
import { QueueReceiver, type QueueTarget } from './player/opening/QueueReceiver.ts';
import { UploadDrops } from './player/opening/UploadDrops.ts';
import { Player } from './player/Player.ts';
import { publishTopics } from './player/publishTopics.ts';
import { createAppService } from './player/services/createAppService.ts';
import { createQueueService } from './player/services/createQueueService.ts';
import { SessionMonitor } from './player/SessionMonitor.ts';
import { SinkLeases } from './player/SinkLeases.ts';
import { createRegistry, type CreatedRegistry } from './portables/createRegistry.ts';
import { Portables } from './portables/Portables.ts';
import { PlayQueue } from './queue/PlayQueue.ts';
import { DeviceMemory } from './state/DeviceMemory.ts';
import type { LogFile } from './state/LogFile.ts';
import { PlayerStateStore } from './state/PlayerStateStore.ts';
import type { Profile } from './state/Profile.ts';
import { SettingsStore } from './state/SettingsStore.ts';
import { TransferJournal } from './sync/journal/TransferJournal.ts';

/** Bytes of the log's end that "copy details" takes. */
const logTailBytes = 100_000;
const playNow: FileTarget = { kind: 'queue', placement: { kind: 'playNow' } };

export interface ApplicationOptions {
  readonly host: 'desktop' | 'headless';
  /** Released when the application has ended. */
  readonly profile: Profile;
  /** The entry's, which outlives the application. */
  readonly log: LogFile;
  readonly version: string;
  /** Absolute folders that pages may browse. */
  readonly roots: readonly string[];
  /** Of the built page. */
  readonly rendererFolder: string;
  /** Check what main tells pages against the contract, too: in development and tests. */
  readonly validateContract: boolean;
  readonly dialogs: Dialogs | null;
  /** Shows a folder in the system's file manager. */
  readonly showFolder: ((folder: string) => Promise<void>) | null;
  /** Keeps the machine awake until it is disposed. */
  readonly inhibitSleep?: () => Disposable;
  readonly clock?: MonotonicClock;
}

/** The application cannot start; `appError` is what the person is told. */
export class ApplicationStartError extends Error {
  override readonly name = 'ApplicationStartError';
  readonly appError: AppError;

  constructor(appError: AppError) {
    super([appError.code, appError.subject].filter(Boolean).join(': '));
    this.appError = appError;
  }
}

/** Portamento without a host: every service, built, wired, started and stopped here. */
export class Application implements AsyncDisposable {
  /** Serves pages: `router.connect(port)`. */
  readonly router: Router;
  /** Serves their files, media and covers. */
  readonly webHandler: WebHandler;
  readonly player: Player;
  readonly settings: { readonly settings: Settings; readonly changes: EventSource<Settings> };
  readonly notices: Notices;
  readonly #opening: OpenService;
  readonly #portables: Portables;
  readonly #parts: AsyncDisposableStack;

  /** Rejects with `ApplicationStartError` when the saved queue can neither be used nor be set aside. */
  static async start(options: ApplicationOptions): Promise<Application> {
    await using building = new AsyncDisposableStack();
    const { profile, log, clock = systemMonotonicClock } = options;
    building.use(profile);
    const state = building.use(
      await PlayerStateStore.open({ folder: profile.folder, clock, logger: log.logger }),
    );
    const settings = await SettingsStore.open({ folder: profile.folder, logger: log.logger });
    const queue = await PlayQueue.open({
      databaseFile: profile.path('queue.sqlite'),
      logger: log.logger,
    });
    if (!queue.ok) throw new ApplicationStartError(queue.error);
    building.use(queue.value);
    const spool = building.use(await UploadSpool.open({ folder: profile.path('spool'), clock }));
    // What was announced by pages of an earlier run cannot be fetched any more.
    await queue.value.setUploadErrors('all', 'upload.gone');
    const memory = await DeviceMemory.open({ folder: profile.folder, logger: log.logger });
    const journal = await TransferJournal.open({
      databaseFile: profile.path('transfers.sqlite'),
      logger: log.logger,
    });
    if (!journal.ok) throw new ApplicationStartError(journal.error);
    building.use(journal.value);
    const created = await createRegistry({
      memory,
      clock,
      logger: log.logger,
      nowMs: () => Date.now(),
    });
    const stores = {
      created,
      state,
      settings,
      queue: queue.value,
      spool,
      memory,
      journal: journal.value,
    };
    const inhibitSleep = () => new DisposableStack();
    const application = new Application({ inhibitSleep, ...options, clock }, stores, building);
    await application.player.restore();
    application.#startPortables(log.logger);
    return application;
  }

  private constructor(
    options: Required<ApplicationOptions>,
    stores: Stores,
    building: AsyncDisposableStack,
  ) {
    const { host, profile, roots, dialogs, showFolder, clock } = options;
    const { state, settings, queue, spool } = stores;
    const { logger } = options.log;
    const now = () => new Date();

    const grants = new Grants();
    const art = new ArtStore(profile.path('art'));
    const tagReader = building.use(new TagReader({ art, clock }));
    const notices = new Notices({ clock, now });
    const activities = new Activities(clock);
    const metadata = building.use(new MetadataReader({ queue, tagReader, clock, logger }));

    const leases = new SinkLeases();
    const session = new MediaSession({ sink: leases, clock, logger });
    const outputLabel = () => leases.capabilities?.label ?? '';
    const monitor = building.use(new SessionMonitor({ session, outputLabel, now }));
    const deck = new Deck({
      session,
      sequencer: new SequencerSource(),
      sink: leases,
      clock,
      logger,
    });
    const sources = new EntrySources({ grants, tagReader, spool });
    const player = building.use(
      new Player({ deck, leases, queue, state, sources, notices, logger }),
    );

    const folders = host === 'headless' ? new FolderBrowser({ roots, grants }) : null;
    const queueTarget: QueueTarget = {
      append: (request) => queue.append(request),
      playEntry: (entryId) => void player.playEntry(entryId),
      readMetadata: () => metadata.wake(),
    };
    const portables = building.use(
      new Portables({
        created: stores.created,
        memory: stores.memory,
        journal: stores.journal,
        tagReader,
        art,
        uploads: spool,
        activities,
        folders,
        dialogs,
        inhibitSleep: options.inhibitSleep,
        clock,
        logger,
        now,
      }),
    );
    const receiverOf: ReceiverOf = (target) =>
      target.kind === 'queue'
        ? ok(new QueueReceiver(target.placement, queueTarget))
        : portables.receiverOf(target.planId);
    const markGone = (uploadIds: readonly UploadId[]) => {
      queue.setUploadErrors(uploadIds, 'upload.gone').catch((error: unknown) => {
        logger.error('Uploads that are gone were not marked', { error });
      });
    };
    const drops = host === 'headless' ? new UploadDrops(activities, spool, receiverOf) : null;
    const opening = new OpenService({
      activities,
      notices,
      receiverOf,
      grants,
      walk: walkFolders,
      folders,
      dialogs,
      drops,
      failUpload: (uploadId, reason) => {
        spool.fail(uploadId, reason);
        if (reason === 'gone') markGone([uploadId]);
      },
    });
    const saver = new PlaylistSaver({ activities, queue, writePlaylist, folders, dialogs, now });

    const features = {
      nativeDialogs: dialogs !== null,
      browseFolders: folders !== null && roots.length > 0,
      uploads: drops !== null,
      tray: host === 'desktop',
      showFolder: showFolder !== null,
    };
    const dataFolder = profile.folder;
    const { version, log, validateContract } = options;
    const info = createAppInfo({ version, host, dataFolder, logFile: log.path, features });
    const readLog = () => readLogTail(log);
    const services: Services = {
      app: createAppService({ info, dataFolder, showFolder, readLog, notices, activities, logger }),
      settings,
      player,
      queue: createQueueService({ queue, saver, metadata }),
      open: opening,
      sink: leases,
      session: monitor,
      devices: portables.devices,
      transfers: portables.transfers,
    };

    const publisher = building.use(new Publisher({ clock, validate: validateContract }));
    building.use(
      publishTopics(publisher, {
        player,
        queue,
        leases,
        monitor,
        activities,
        notices,
        settings,
        uploads: spool,
        clock,
      }),
    );
    building.use(portables.publish(publisher));
    const handlers = createHandlers(services);
    const validateOutputs = validateContract;
    this.router = building.use(
      new Router({ handlers, publisher, sink: leases, logger, clock, validateOutputs }),
    );
    building.use(
      this.router.clientGone.subscribe((clientId) => {
        spool.clientGone(clientId);
        portables.clientGone(clientId);
        const lost = drops?.clientGone(clientId) ?? [];
        if (lost.length > 0) markGone(lost);
      }),
    );
    // First to end: long work holds on to what is closed after it.
    building.use(activities);

    const { rendererFolder } = options;
    const uploads = drops === null ? null : spool;
    this.webHandler = createWebHandler({ rendererFolder, grants, art, uploads, logger });
    this.player = player;
    this.settings = settings;
    this.notices = notices;
    this.#opening = opening;
    this.#portables = portables;
    this.#parts = building.move();
    for (const keptAs of [settings.damagedKeptAs, queue.setAside?.keptAs ?? null]) {
      if (keptAs !== null) notices.add({ code: 'profile.damaged', subject: keptAs });
    }
    metadata.wake();
  }

  /** Players appear when they are found; nothing waits for them. */
  #startPortables(logger: LogFile['logger']): void {
    this.#portables.start().catch((error: unknown) => {
      logger.error('Players could not be looked for', { error });
    });
  }

  /** Opens what a start, a second start or the system named; what fails becomes a notice. */
  openPaths(
    paths: readonly string[],
    placement: Placement,
  ): Promise<Result<OpenOutcome, AppError>> {
    return this.#opening.openPaths(paths, placement);
  }

  /** Opens what was dropped on the desktop's window. */
  openDropped(dropped: {
    readonly callId: CallId;
    readonly paths: readonly string[];
    readonly target: FileTarget;
  }): Promise<Result<OpenOutcome, AppError>> {
    return this.#opening.openDropped(dropped);
  }

  /** Plays what the person picks in the system's dialog. */
  openWithDialog(kind: 'files' | 'folder'): Promise<Result<OpenOutcome, AppError>> {
    const callId = CallId.parse(crypto.randomUUID());
    return this.#opening.openWithDialog(null, { callId, kind, target: playNow });
  }

  /**
   * Cancels what is under way, lets the pages go, saves where it stands, closes the media session
   * (MS-55), then the stores, and releases the profile.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#parts.disposeAsync();
  }
}

interface Stores {
  readonly state: PlayerStateStore;
  readonly settings: SettingsStore;
  readonly queue: PlayQueue;
  readonly spool: UploadSpool;
  readonly memory: DeviceMemory;
  readonly journal: TransferJournal;
  readonly created: CreatedRegistry;
}

async function readLogTail(log: LogFile): Promise<Result<string, AppError>> {
  try {
    return ok(await log.readTail(logTailBytes));
  } catch (error) {
    return err({ code: 'file.readFailed', details: String(error) });
  }
}
