import type { ApplicationOptions, ApplicationSetting } from './application/ApplicationOptions.ts';
import { buildRooms, type Rooms } from './application/buildRooms.ts';
import { connectPages, type PageAccess } from './application/connectPages.ts';
import { damagedFilesOf, openStores, type Stores } from './application/openStores.ts';
import type { EventSource } from './base/Emitter.ts';
import { launchNodeProcess } from './base/launchNodeProcess.ts';
import { systemMonotonicClock } from './base/MonotonicClock.ts';
import type { Result } from './base/Result.ts';
import type { AppError } from './contract/errors.ts';
import type { FileTarget, OpenOutcome } from './contract/files.ts';
import { CallId } from './contract/ids.ts';
import type { Placement } from './contract/queue.ts';
import type { Settings } from './contract/settings.ts';
import type { WebHandler } from './files/createWebHandler.ts';
import type { Router } from './ipc/Router.ts';
import type { Notices } from './player/Notices.ts';
import type { Player } from './player/Player.ts';
import { createRegistry } from './portables/createRegistry.ts';
import type { Portables, RunningCopies } from './portables/Portables.ts';

const playNow: FileTarget = { kind: 'queue', placement: { kind: 'playNow' } };

/** Portamento without a host: every service, built, wired, started and stopped here. */
export class Application implements AsyncDisposable {
  /** Serves pages: `router.connect(port)`. */
  readonly router: Router;
  /** Serves their files, media and covers. */
  readonly webHandler: WebHandler;
  readonly player: Player;
  readonly settings: { readonly settings: Settings; readonly changes: EventSource<Settings> };
  readonly notices: Notices;
  readonly #opening: Rooms['opening']['opening'];
  readonly #portables: Portables;
  readonly #ending: AsyncDisposableStack;

  /** Rejects with `ApplicationStartError` when what is saved can neither be used nor be set aside. */
  static async start(options: ApplicationOptions): Promise<Application> {
    const setting: ApplicationSetting = {
      inhibitSleep: () => new DisposableStack(),
      launchProcess: launchNodeProcess,
      clock: systemMonotonicClock,
      ...options,
    };
    const { profile, clock, launchProcess } = setting;
    const { logger } = setting.log;
    await using ending = new AsyncDisposableStack();
    ending.use(profile);
    const stores = await openStores(setting, ending);
    const { memory } = stores;
    const created = await createRegistry({
      memory,
      launchProcess,
      clock,
      logger,
      nowMs: () => Date.now(),
    });
    const rooms = buildRooms(setting, stores, created, ending);
    const access = connectPages(setting, stores, rooms, ending);
    // First to end: long work holds on to what is closed after it.
    ending.use(rooms.playback.activities);
    await rooms.playback.player.restore();
    // Players appear when they are found; nothing waits for them.
    rooms.portables.start().catch((error: unknown) => {
      logger.error('Players could not be looked for', { error });
    });
    return new Application(stores, rooms, access, ending.move());
  }

  private constructor(
    { settings, ...stores }: Stores,
    { playback, opening, portables }: Rooms,
    { router, webHandler }: PageAccess,
    ending: AsyncDisposableStack,
  ) {
    this.router = router;
    this.webHandler = webHandler;
    this.player = playback.player;
    this.settings = settings;
    this.notices = playback.notices;
    this.#opening = opening.opening;
    this.#portables = portables;
    this.#ending = ending;
    const damagedFiles = damagedFilesOf({ settings, ...stores });
    if (damagedFiles.length > 0) {
      this.notices.add({ code: 'profile.damaged', subject: damagedFiles.join(', ') });
    }
    playback.metadata.wake();
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
    return this.#opening.openWithDialog({ callId, kind, target: playNow });
  }

  /** What an end would cut short; it is offered again when the program runs next. */
  get runningCopies(): readonly RunningCopies[] {
    return this.#portables.runningCopies;
  }

  /**
   * Cancels what is under way, lets the pages go, saves where it stands, closes the media session
   * (MS-55), then the stores, and releases the profile.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#ending.disposeAsync();
  }
}
