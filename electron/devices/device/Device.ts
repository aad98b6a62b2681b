import { assertNever } from '../../base/assertNever.ts';
import { Emitter, type EventSource } from '../../base/Emitter.ts';
import type { Logger } from '../../base/Logger.ts';
import type { MonotonicClock, Timer } from '../../base/MonotonicClock.ts';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { ContentProvider, DeviceContentProvider } from '../content/ContentProvider.ts';
import { shareWithBackground } from '../decorators/shareWithBackground.ts';
import type { DeviceConnection, DeviceEvent } from '../DeviceConnection.ts';
import type { DeviceIdentity } from '../DeviceIdentity.ts';
import type {
  DeviceCandidate,
  DeviceProvider,
  LocalUsbDevice,
  OpenApproach,
} from '../DeviceProvider.ts';
import type { DeviceStorage } from '../DeviceStorage.ts';
import type { ContentChange } from '../operations/ContentChange.ts';
import { DeviceOperations, type ReadyDevice } from '../operations/DeviceOperations.ts';
import { OperationSlot } from '../operations/OperationSlot.ts';
import { DeviceSession } from '../session/DeviceSession.ts';
import type { SessionFailure } from '../session/SessionInput.ts';
import type { SessionType } from '../SessionParticipant.ts';
import { BatteryWatch } from './BatteryWatch.ts';
import { ConnectionOpener } from './ConnectionOpener.ts';
import { neverSeen, type DeviceEffect, type DeviceInput, type DeviceState } from './DeviceState.ts';
import { refusalOf, statusOf, type DeviceStatus } from './DeviceStatus.ts';
import { StorageWatch, type StorageChange } from './StorageWatch.ts';
import { deviceTransition } from './deviceTransition.ts';

export interface DeviceOptions {
  readonly candidate: DeviceCandidate;
  readonly provider: DeviceProvider;
  readonly contentProvider: ContentProvider;
  readonly clock: MonotonicClock;
  readonly logger: Logger;
}

/** A storage that came into an open device, or went out of it, as a card does. */
export type MediaChange =
  | { readonly kind: 'mediaArrived'; readonly storage: DeviceStorage }
  | { readonly kind: 'mediaRemoved'; readonly storage: DeviceStorage };

interface OpenDevice extends ReadyDevice {
  readonly contentProvider: DeviceContentProvider;
  readonly subscription: Disposable;
  readonly background: DeviceConnection;
  readonly storageWatch: StorageWatch;
  readonly batteryWatch: BatteryWatch;
}

/**
 * One player: who it is, whether it can be reached, its session, and what can be done with it. It is the
 * same object over unplugging and plugging in. Whoever looks at it hears of every change by `changes`.
 */
export class Device implements AsyncDisposable {
  readonly session: DeviceSession;
  readonly operations: DeviceOperations;
  readonly #options: DeviceOptions;
  readonly #opener: ConnectionOpener;
  readonly #slot = new OperationSlot();
  readonly #changes = new Emitter<void>();
  readonly #events = new Emitter<DeviceEvent>();
  readonly #mediaChanges = new Emitter<MediaChange>();
  readonly #contentChanges = new Emitter<ContentChange>();
  #candidate: DeviceCandidate;
  #state: DeviceState = neverSeen;
  #open: OpenDevice | null = null;
  #identity: DeviceIdentity;
  /** Of the attempt to open it that is under way. */
  #opening: AbortController | null = null;
  #retry: Timer | null = null;
  #closed: Promise<void> = Promise.resolve();

  constructor(options: DeviceOptions) {
    const { candidate, provider, clock, logger } = options;
    const { deviceId } = candidate.identity;
    this.#options = options;
    this.#candidate = candidate;
    this.#identity = candidate.identity;
    this.#opener = new ConnectionOpener({ provider, deviceId, clock, logger });
    this.session = new DeviceSession(() => ({
      serviceProvider: this.#open?.connection.sessionParticipant ?? null,
      contentProvider: this.#open?.contentProvider ?? null,
    }));
    this.operations = new DeviceOperations({
      ready: () => this.#ready(),
      slot: this.#slot,
      onChanged: (change) => {
        this.#open?.storageWatch.readSoon();
        this.#contentChanges.emit(change);
      },
    });
    this.#slot.changes.subscribe(() => this.#changes.emit());
    this.session.changes.subscribe(() => this.#changes.emit());
  }

  /** What the device says of itself, once it was open; before that what its provider knows. */
  get identity(): DeviceIdentity {
    return this.#open?.connection.identity ?? this.#identity;
  }

  get location(): string {
    return this.#candidate.location;
  }

  /** As `DeviceCandidate.isUnread`. */
  get isUnread(): boolean {
    return this.#candidate.isUnread === true;
  }

  /** `null` for one that is not on this machine's USB. */
  get usbDevice(): LocalUsbDevice | null {
    return this.#candidate.usbDevice ?? null;
  }

  get status(): DeviceStatus {
    return statusOf(this.#state, this.#slot.running);
  }

  /** While it is open, recovering too; everything that is no operation is asked here. */
  get connection(): DeviceConnection | null {
    return this.#open?.connection ?? null;
  }

  /** The same for what nobody waits for: it gives way to every other call (`shareWithBackground`). */
  get backgroundConnection(): DeviceConnection | null {
    return this.#open?.background ?? null;
  }

  /** 0 to 100, as last read; `null` while it is not open, or does not say. */
  get batteryPercent(): number | null {
    return this.#open?.batteryWatch.percent ?? null;
  }

  async readBattery(): Promise<void> {
    await this.#open?.batteryWatch.read();
  }

  /** With the space that was free when they were last read; none while it is not open. */
  get storages(): readonly DeviceStorage[] {
    return this.#open?.storageWatch.storages ?? [];
  }

  /** Settles when they were read, as far as they could be. */
  async readStorages(): Promise<void> {
    await this.#open?.storageWatch.read();
  }

  get mediaChanges(): EventSource<MediaChange> {
    return this.#mediaChanges;
  }

  /** What our own operations did; what others do is told by `events`. */
  get contentChanges(): EventSource<ContentChange> {
    return this.#contentChanges;
  }

  get changes(): EventSource<void> {
    return this.#changes;
  }

  /** What the device tells, over all its connections. */
  get events(): EventSource<DeviceEvent> {
    return this.#events;
  }

  /** As `DeviceSession.begin`; fails also when the device is not ready. */
  async beginSession(
    types: Iterable<SessionType>,
    context: Uint8Array | null,
    signal: AbortSignal,
  ): Promise<Result<void, SessionFailure>> {
    const error = refusalOf(this.#state);
    if (error !== null) return err({ error, failures: [], stillOpen: [] });
    return this.session.begin(types, context, signal);
  }

  /** As `DeviceSession.end`. A session ends with the connection, too: then there is none (WD-15). */
  endSession(
    types: Iterable<SessionType>,
    context: Uint8Array | null,
    signal: AbortSignal,
  ): Promise<Result<void, SessionFailure>> {
    return this.session.end(types, context, signal);
  }

  /** Lets go of the device, so that it can be pulled; it stays let go until it is plugged in anew. */
  async eject(signal: AbortSignal): Promise<Result<void, AppError>> {
    const ready = this.#ready();
    if (!ready.ok) return ready;
    const ejected = await ready.value.connection.eject(signal);
    if (ejected.ok) this.#receive({ kind: 'ejected' });
    return ejected;
  }

  /** Tries to open it now, instead of when its time comes. */
  retry(): void {
    this.#receive({ kind: 'retryRequested' });
  }

  /** For the registry: it is plugged in, or what is in its way is another. */
  appeared(candidate: DeviceCandidate): void {
    this.#candidate = candidate;
    this.#receive({ kind: 'appeared', obstacle: candidate.obstacle });
  }

  /** For the registry: it is not there any more. */
  vanished(): void {
    this.#receive({ kind: 'vanished' });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.vanished();
    await this.#closed;
  }

  #ready(): Result<OpenDevice, AppError> {
    const error = refusalOf(this.#state);
    if (error !== null) return err(error);
    return this.#open === null ? err({ code: 'device.disconnected' }) : ok(this.#open);
  }

  #receive(input: DeviceInput): void {
    const { state, effects } = deviceTransition(this.#state, input);
    const isChange = state !== this.#state;
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
    if (isChange) this.#changes.emit();
  }

  #perform(effect: DeviceEffect): void {
    switch (effect.kind) {
      case 'open':
        void this.#tryOpening(effect.approach);
        break;
      case 'close':
        this.#close(effect.error);
        break;
      case 'scheduleRetry':
        this.#retry = this.#options.clock.setTimer(effect.delayMs, () =>
          this.#receive({ kind: 'retryDue' }),
        );
        break;
      case 'cancelRetry':
        this.#retry?.[Symbol.dispose]();
        break;
      default:
        assertNever(effect);
    }
  }

  async #tryOpening(approach: OpenApproach): Promise<void> {
    const opening = new AbortController();
    this.#opening = opening;
    const opened = await this.#opener.open(approach, opening.signal);
    // Given up meanwhile: it is the business of a later attempt, or of nobody.
    if (opening.signal.aborted) return;
    this.#opening = null;
    if (!opened.ok) {
      this.#receive({ kind: 'openFailed', error: opened.error });
      return;
    }
    const { foreground: connection, background } = shareWithBackground(
      opened.value,
      this.#options.clock,
    );
    const batteryWatch = new BatteryWatch(connection, () => this.#changes.emit());
    let isFirstReading = true;
    const storageWatch = new StorageWatch(connection, this.#options.clock, (change) => {
      if (!isFirstReading) this.#tellMedia(change);
      isFirstReading = false;
      this.#changes.emit();
    });
    this.#open = {
      connection,
      background,
      storageWatch,
      batteryWatch,
      contentProvider: this.#options.contentProvider.forDevice(connection),
      subscription: connection.events.subscribe((event) => this.#hear(event)),
    };
    this.#receive({ kind: 'opened' });
    // Whoever has seen the storages need not wait for the battery.
    void batteryWatch.read();
    void storageWatch.read();
  }

  #tellMedia({ arrived, removed }: StorageChange): void {
    for (const storage of removed) this.#mediaChanges.emit({ kind: 'mediaRemoved', storage });
    for (const storage of arrived) this.#mediaChanges.emit({ kind: 'mediaArrived', storage });
  }

  #hear(event: DeviceEvent): void {
    if (event.kind === 'recovering') this.#receive({ kind: 'connectionRecovering' });
    if (event.kind === 'recovered') this.#receive({ kind: 'connectionRecovered' });
    if (event.kind === 'lost') this.#receive({ kind: 'connectionLost', error: event.error });
    this.#events.emit(event);
  }

  #close(error: AppError): void {
    this.#opening?.abort();
    this.#opening = null;
    const open = this.#open;
    if (open === null) return;
    this.session.connectionLost(error);
    this.#identity = open.connection.identity;
    this.#open = null;
    open.subscription[Symbol.dispose]();
    open.storageWatch[Symbol.dispose]();
    open.batteryWatch[Symbol.dispose]();
    this.#closed = this.#opener.close(open.connection);
  }
}
