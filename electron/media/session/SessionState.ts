import type { LoadId } from '../../contract/ids.ts';
import type { SinkCapabilities } from '../../contract/sink.ts';
import type { CommandId } from '../MediaSessionEvent.ts';
import type { ClockState } from '../PresentationClock.ts';
import type { SegmentId, Sequencer } from '../Sequencer.ts';
import type { Topology } from '../Topology.ts';
import type { SessionCommand } from './SessionCommand.ts';

/** A full topology on its way through the session. */
export interface Presentation {
  /** As the client set it, partial or full. */
  readonly requested: Topology;
  readonly topology: Topology;
  /** Of the order that loads it; a presentation that is loaded anew gets a new one. */
  readonly loadId: LoadId;
  /**
   * How far the sink is with it. A pending presentation starts its source before it is prepared.
   * `lost`: the sink it was resolved for is gone, it cannot be started any more (MS-57).
   */
  readonly load: 'none' | 'startingSource' | 'preparing' | 'prepared' | 'lost';
  /** What the decoder found; `null` until prepared. */
  readonly found: { readonly durationMs: number | null; readonly seekable: boolean } | null;
  readonly readyTold: boolean;
  readonly startedTold: boolean;
  /** Presentation time minus source time since its newest start. */
  readonly offsetMs: number;
  /** Where it was when that was last known, presentation time. */
  readonly positionMs: number;
}

interface OperationBase {
  /** Names the operation in replies and timers; never used twice. */
  readonly token: number;
  /** When source or sink last gave a sign of life. */
  readonly heardAtMs: number;
}

export type StartStage =
  /** The sequencer is looking for the segment. */
  | 'selecting'
  | 'stoppingSource'
  | 'startingSource'
  /** The sink has not prepared the load. */
  | 'preparing'
  /** The sink was ordered to start or scrub. */
  | 'startingSink'
  /** The browser wants a gesture; may take for ever and be overtaken by a later command. */
  | 'blocked';

/** What the session is in the middle of; at most one thing at a time. */
export type Operation =
  | (OperationBase & {
      readonly kind: 'setTopology';
      readonly command: Extract<SessionCommand, { kind: 'setTopology' }>;
    })
  | (OperationBase & {
      readonly kind: 'start';
      /** `null`: a switch to the next presentation, which nobody commanded. */
      readonly command: Extract<SessionCommand, { kind: 'start' }> | null;
      readonly stage: StartStage;
      /** Presentation time; `null` is where it stands. */
      readonly positionMs: number | null;
    })
  | (OperationBase & {
      readonly kind: 'pause';
      readonly command: Extract<SessionCommand, { kind: 'pause' }>;
      readonly stage: 'source' | 'sink';
    })
  | (OperationBase & {
      readonly kind: 'stop';
      readonly command: Extract<SessionCommand, { kind: 'stop' }>;
      readonly stage: 'source' | 'sink';
    })
  | (OperationBase & {
      readonly kind: 'setRate';
      readonly command: Extract<SessionCommand, { kind: 'setRate' }>;
    })
  | (OperationBase & {
      readonly kind: 'close';
      readonly command: Extract<SessionCommand, { kind: 'close' }>;
    });

/** Everything the session remembers. Built and changed through `Step` only, which asserts its invariants. */
export interface SessionState {
  readonly idleTimeoutMs: number;
  readonly lifecycle: 'open' | 'closed' | 'shutdown';
  readonly playback: 'stopped' | 'started' | 'paused';
  /** Was a topology ever queued? Before, Start, Pause and Stop are invalid requests (MS-11). */
  readonly everSet: boolean;
  readonly current: Presentation | null;
  /** In the order they will play. Only the first may be loaded. */
  readonly pending: readonly Presentation[];
  /** An immediate topology came while paused or stopped: the next start begins it (MS-22). */
  readonly switchAtStart: boolean;
  /** The current presentation is to be started without a command, as soon as nothing else runs. */
  readonly switchDue: { readonly positionMs: number } | null;
  /** A start named this segment; its topology has not arrived yet (MS-37). */
  readonly awaited: { readonly segmentId: SegmentId; readonly offsetMs: number } | null;
  /** The pending load the sink will go on with by itself. */
  readonly armedLoadId: LoadId | null;
  readonly operation: Operation | null;
  /** Accepted, not begun; first in, first out (MS-17). */
  readonly commands: readonly SessionCommand[];
  readonly rate: number;
  /** Who has run out of data. Either pauses the clock (MS-57). */
  readonly buffering: { readonly source: boolean; readonly sink: boolean };
  /** The browser wants a gesture before it makes a sound. */
  readonly blocked: boolean;
  readonly sink: SinkCapabilities | null;
  readonly sequencer: Sequencer | null;
  /** What the clock was last told to be. */
  readonly clock: ClockState;
  readonly lastLoadId: number;
  readonly lastToken: number;
}

export function initialSessionState(
  idleTimeoutMs: number,
  sink: SinkCapabilities | null,
): SessionState {
  return {
    idleTimeoutMs,
    lifecycle: 'open',
    playback: 'stopped',
    everSet: false,
    current: null,
    pending: [],
    switchAtStart: false,
    switchDue: null,
    awaited: null,
    armedLoadId: null,
    operation: null,
    commands: [],
    rate: 1,
    buffering: { source: false, sink: false },
    blocked: false,
    sink,
    sequencer: null,
    clock: 'invalid',
    lastLoadId: 0,
    lastToken: 0,
  };
}

/** Accepted commands that have not been completed, oldest first. */
export function openCommandIds(state: SessionState): readonly CommandId[] {
  const running = state.operation?.command?.commandId;
  const waiting = state.commands.map((command) => command.commandId);
  return running === undefined ? waiting : [running, ...waiting];
}
