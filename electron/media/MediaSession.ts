import type { EventSource } from '../base/Emitter.ts';
import { silentLogger, type Logger } from '../base/Logger.ts';
import type { MonotonicClock } from '../base/MonotonicClock.ts';
import { err, ok, type Result } from '../base/Result.ts';
import type { TopologyId } from '../contract/ids.ts';
import type { TimeSources } from './ClockDriver.ts';
import type { CommandResult } from './CommandResult.ts';
import type { MediaFailure } from './MediaErrorCode.ts';
import { MediaEventGenerator } from './MediaEventGenerator.ts';
import type { CommandId, MediaSessionEvent } from './MediaSessionEvent.ts';
import type { MediaSink, MediaSinkEvent } from './MediaSink.ts';
import type { PresentationClockReader } from './PresentationClock.ts';
import { RateService } from './RateService.ts';
import { capabilitiesOf } from './session/capabilitiesOf.ts';
import { commandRefusal } from './session/commandRefusal.ts';
import type { SessionCommand, SetTopologyFlags } from './session/SessionCommand.ts';
import type { SessionInput } from './session/SessionInput.ts';
import { initialSessionState, type SessionState } from './session/SessionState.ts';
import { sessionTransition, type SessionTransition } from './session/sessionTransition.ts';
import type { SessionCapabilities } from './SessionCapabilities.ts';
import { SessionEffectRunner } from './SessionEffectRunner.ts';
import type { SessionServices } from './SessionServices.ts';
import { currentPosition, isValidStartPosition, type StartPosition } from './StartPosition.ts';
import { isStopEditable } from './stopTimeEdit.ts';
import type { Topology, TopologyNodeId } from './Topology.ts';
import type { TopologyLoader } from './TopologyResolver.ts';
import { validateTopology } from './validateTopology.ts';

export type { CommandResult } from './CommandResult.ts';
export type { SetTopologyFlags } from './session/SessionCommand.ts';

/** MF_SESSION_* attributes (MS-02). */
export interface MediaSessionOptions {
  readonly sink: MediaSink;
  readonly clock: MonotonicClock;
  readonly logger?: Logger;
  /** MF_SESSION_TOPOLOADER; a `TopologyResolver` when absent. */
  readonly loader?: TopologyLoader;
  /** MF_SESSION_GLOBAL_TIME: every topology carries project times. */
  readonly globalTime?: boolean;
  /** How long source or sink may say nothing in the middle of a command. */
  readonly idleTimeoutMs?: number;
  /** In place of the sink's and the system's time. */
  readonly timeSources?: TimeSources;
}

const defaultIdleTimeoutMs = 20_000;

/** A command without the number the session gives it. */
type NewCommand = SessionCommand extends infer Kind
  ? Kind extends SessionCommand
    ? Omit<Kind, 'commandId'>
    : never
  : never;

/**
 * The Media Session (IMFMediaSession, MFCreateMediaSession): drives sources, sink and presentation clock
 * for the application, which touches none of them. Commands are accepted at once, run one after the other,
 * and each is completed by exactly one event. What becomes of what is decided by `sessionTransition`; this
 * class feeds it and carries out its effects.
 */
export class MediaSession {
  readonly #monotonic: MonotonicClock;
  readonly #logger: Logger;
  readonly #globalTime: boolean;
  readonly #runner: SessionEffectRunner;
  readonly #generator = new MediaEventGenerator<MediaSessionEvent>();
  readonly #services: SessionServices;
  readonly #completions = new Map<CommandId, (outcome: Result<void, MediaFailure>) => void>();
  readonly #sinkSubscription: Disposable;
  readonly #inbox: SessionInput[] = [];
  #state: SessionState;
  #isBusy = false;
  #lastCommandId = 0;

  constructor(options: MediaSessionOptions) {
    this.#monotonic = options.clock;
    this.#logger = options.logger ?? silentLogger;
    this.#globalTime = options.globalTime ?? false;
    this.#runner = new SessionEffectRunner({
      ...options,
      receive: (input) => this.#receive(input),
      emit: (event) => this.#emit(event),
    });
    this.#services = {
      rateControl: new RateService(
        () => this.#state.rate,
        (rate) => this.#accept({ kind: 'setRate', rate }),
      ),
      topologyNodeAttributeEditor: {
        setMediaStop: (topologyId, nodeId, mediaStopMs) =>
          this.#setMediaStop(topologyId, nodeId, mediaStopMs),
      },
    };
    this.#state = initialSessionState(
      options.idleTimeoutMs ?? defaultIdleTimeoutMs,
      options.sink.capabilities,
    );
    this.#sinkSubscription = options.sink.events.subscribe((event) => this.#onSinkEvent(event));
  }

  /** Everything it tells, to everyone who listens. */
  get events(): EventSource<MediaSessionEvent> {
    return this.#generator.events;
  }

  /** IMFMediaEventGenerator: the same events, fetched one by one by a single reader (MS-01, MS-04). */
  get generator(): Pick<
    MediaEventGenerator<MediaSessionEvent>,
    'beginGetEvent' | 'endGetEvent' | 'getEvent'
  > {
    return this.#generator;
  }

  /** What the session is, for snapshots and tests; never changed in place. */
  get state(): SessionState {
    return this.#state;
  }

  /** Have sources and topology loader answered all they were asked? What the sink owes is another matter. */
  get isIdle(): boolean {
    return this.#runner.isIdle;
  }

  /** Resolves when it is so; a source that never answers keeps it waiting. */
  idle(): Promise<void> {
    return this.#runner.idle();
  }

  /**
   * Queues a topology, or clears (MS-20 to MS-27). Completed by MESessionTopologySet.
   *
   * @returns `invalidRequest`, `shutdown`, `topoMissingSource`, `topoStreamDescriptorNotSelected`,
   *   `topoInvalidTimeAttributes`; no event follows these
   */
  setTopology(topology: Topology | null, flags: SetTopologyFlags = {}): CommandResult {
    const valid = topology === null ? ok() : validateTopology(topology, this.#globalTime);
    if (!valid.ok && this.#state.lifecycle === 'open') return valid;
    return this.#accept({ kind: 'setTopology', topology, flags });
  }

  /** Empties the queue of pending presentations (MS-28). Completed by MESessionTopologiesCleared. */
  clearTopologies(): CommandResult {
    return this.#accept({ kind: 'clearTopologies' });
  }

  /** Starts, resumes or seeks (MS-08 to MS-17). Completed by MESessionStarted. */
  start(position: StartPosition = currentPosition): CommandResult {
    if (!isValidStartPosition(position)) return err({ code: 'invalidArgument' });
    return this.#accept({ kind: 'start', position });
  }

  /** Completed by MESessionPaused (MS-18). */
  pause(): CommandResult {
    return this.#accept({ kind: 'pause' });
  }

  /** Completed by MESessionStopped (MS-19). */
  stop(): CommandResult {
    return this.#accept({ kind: 'stop' });
  }

  /** Completed by MESessionClosed, the last event (MS-53). Shut the sources down then, not before (MS-55). */
  close(): CommandResult {
    return this.#accept({ kind: 'close' });
  }

  /** Synchronous; tells no event. Commands under way resolve with `shutdown` (MS-54). */
  shutdown(): Result<void, MediaFailure> {
    if (this.#state.lifecycle === 'shutdown') return err({ code: 'shutdown' });
    this.#receive({ kind: 'shutdown' });
    this.#runner[Symbol.dispose]();
    this.#sinkSubscription[Symbol.dispose]();
    this.#generator.shutdown();
    for (const complete of this.#completions.values()) complete(err({ code: 'shutdown' }));
    this.#completions.clear();
    return ok();
  }

  /** Legal after Close; what has ended is not found (MS-29). */
  getFullTopology(which: 'current' | TopologyId): Result<Topology, MediaFailure> {
    const { lifecycle, current, pending } = this.#state;
    if (lifecycle === 'shutdown') return err({ code: 'shutdown' });
    const found =
      which === 'current'
        ? current
        : pending.find((presentation) => presentation.topology.topologyId === which);
    return found ? ok(found.topology) : err({ code: 'notAvailable' });
  }

  /** Legal after Close (MS-40). */
  getSessionCapabilities(): Result<SessionCapabilities, MediaFailure> {
    if (this.#state.lifecycle === 'shutdown') return err({ code: 'shutdown' });
    return ok(capabilitiesOf(this.#state));
  }

  /** The clock is there from the beginning; it has no time before READY (MS-42). */
  getClock(): Result<PresentationClockReader, MediaFailure> {
    if (this.#state.lifecycle === 'shutdown') return err({ code: 'shutdown' });
    return ok(this.#runner.clock);
  }

  /** IMFGetService: `session.getService('rateControl')`. */
  getService<Name extends keyof SessionServices>(
    name: Name,
  ): Result<SessionServices[Name], MediaFailure> {
    if (this.#state.lifecycle === 'shutdown') return err({ code: 'shutdown' });
    return ok(this.#services[name]);
  }

  #accept(command: NewCommand): CommandResult {
    const refusal = commandRefusal(this.#state, command.kind);
    if (refusal !== null) return err(refusal);
    const commandId = (this.#lastCommandId += 1);
    const { promise, resolve } = Promise.withResolvers<Result<void, MediaFailure>>();
    this.#completions.set(commandId, resolve);
    this.#receive({ kind: 'command', command: { ...command, commandId } });
    return ok({ commandId, completion: promise });
  }

  #setMediaStop(
    topologyId: TopologyId,
    nodeId: TopologyNodeId,
    mediaStopMs: number | null,
  ): Result<void, MediaFailure> {
    const editable = isStopEditable(this.#state, topologyId, nodeId, mediaStopMs);
    if (editable.ok) this.#receive({ kind: 'mediaStopEdited', topologyId, nodeId, mediaStopMs });
    return editable;
  }

  #onSinkEvent(event: MediaSinkEvent): void {
    switch (event.kind) {
      case 'fact':
        this.#receive({ kind: 'sinkFact', fact: event.fact });
        break;
      case 'available':
        this.#receive({ kind: 'sinkAvailable', capabilities: event.capabilities });
        break;
      case 'invalidated':
        this.#receive({ kind: 'sinkInvalidated' });
        break;
    }
  }

  /** One input at a time, in order; what happens while effects are carried out waits its turn. */
  #receive(input: SessionInput): void {
    this.#inbox.push(input);
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      for (;;) {
        const next = this.#inbox.shift();
        if (next === undefined) break;
        this.#take(next);
      }
    } finally {
      this.#isBusy = false;
    }
  }

  /** An input that would break an invariant is a bug of this room: it is reported and not taken. */
  #take(input: SessionInput): void {
    let transition: SessionTransition;
    try {
      transition = sessionTransition(this.#state, input, this.#monotonic.nowMs());
    } catch (error) {
      this.#logger.error('The media session could not go on', { input: input.kind, error });
      return;
    }
    this.#state = transition.state;
    for (const effect of transition.effects) this.#runner.perform(effect);
    if (this.#state.operation === null) this.#runner.disarmIdleTimer();
  }

  #emit(event: MediaSessionEvent): void {
    this.#logger.debug('Media session event', { type: event.type });
    if ('completes' in event) {
      const complete = this.#completions.get(event.completes);
      this.#completions.delete(event.completes);
      complete?.(event.failure === null ? ok() : err(event.failure));
    }
    this.#generator.queueEvent(event);
  }
}
