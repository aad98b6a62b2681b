import type { EventSource } from '../base/Emitter.ts';
import type { Logger } from '../base/Logger.ts';
import type { MonotonicClock } from '../base/MonotonicClock.ts';
import type { Result } from '../base/Result.ts';
import type { TopologyId } from '../contract/ids.ts';
import type { MediaFailure } from './MediaErrorCode.ts';
import type { CommandId, MediaSessionEvent } from './MediaSessionEvent.ts';
import type { MediaSink } from './MediaSink.ts';
import type { PresentationClockReader } from './PresentationClock.ts';
import type { SessionCapabilities } from './SessionCapabilities.ts';
import type { SessionServices } from './SessionServices.ts';
import type { StartPosition } from './StartPosition.ts';
import type { Topology } from './Topology.ts';

/** MFSESSION_SETTOPOLOGY_FLAGS. */
export interface SetTopologyFlags {
  /** End the current presentation now, drop the pending ones and begin this one. */
  readonly immediate?: boolean;
  /** The topology is full already. */
  readonly noResolution?: boolean;
  /** Remove the current topology (this one, or whichever when `null` is given) and keep the pending ones. */
  readonly clearCurrent?: boolean;
}

export interface AcceptedCommand {
  readonly commandId: CommandId;
  /** The outcome its completion event carries; never rejects. A shut-down session answers `shutdown`. */
  readonly completion: Promise<Result<void, MediaFailure>>;
}

/** S_OK of an asynchronous command means accepted, not done. */
export type CommandResult = Result<AcceptedCommand, MediaFailure>;

export interface MediaSessionOptions {
  readonly sink: MediaSink;
  readonly clock: MonotonicClock;
  readonly logger?: Logger;
  /** How long source or sink may say nothing in the middle of a command. */
  readonly idleTimeoutMs?: number;
}

/** The Media Session (IMFMediaSession): drives sources, sink and presentation clock. */
export declare class MediaSession {
  constructor(options: MediaSessionOptions);
  setTopology(topology: Topology | null, flags?: SetTopologyFlags): CommandResult;
  clearTopologies(): CommandResult;
  /** Without a position: where it stands. */
  start(position?: StartPosition): CommandResult;
  pause(): CommandResult;
  stop(): CommandResult;
  close(): CommandResult;
  /** Synchronous; tells no event. */
  shutdown(): Result<void, MediaFailure>;
  getFullTopology(which: 'current' | TopologyId): Result<Topology, MediaFailure>;
  getSessionCapabilities(): Result<SessionCapabilities, MediaFailure>;
  getClock(): Result<PresentationClockReader, MediaFailure>;
  /** IMFGetService: `session.getService('rateControl')`. */
  getService<Name extends keyof SessionServices>(
    name: Name,
  ): Result<SessionServices[Name], MediaFailure>;
  readonly events: EventSource<MediaSessionEvent>;
}
