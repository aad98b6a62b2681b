import type { Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { LoadId, TopologyId } from '../../contract/ids.ts';
import type { SinkCapabilities, SinkFact } from '../../contract/sink.ts';
import type { MediaFailure } from '../MediaErrorCode.ts';
import type { MediaSourceEvent } from '../MediaSource.ts';
import type { SegmentId, SequencerEvent } from '../Sequencer.ts';
import type { Topology, TopologyNodeId } from '../Topology.ts';
import type { SessionCommand } from './SessionCommand.ts';

export type SourceRequest = 'start' | 'pause' | 'stop';

/** Everything that can happen to a session. */
export type SessionInput =
  | { readonly kind: 'command'; readonly command: SessionCommand }
  | { readonly kind: 'shutdown' }
  | {
      readonly kind: 'mediaStopEdited';
      readonly topologyId: TopologyId;
      readonly nodeId: TopologyNodeId;
      readonly mediaStopMs: number | null;
    }
  | {
      readonly kind: 'topologyResolved';
      readonly token: number;
      readonly result: Result<Topology, MediaFailure>;
    }
  /** The current topology was made to fit a sink whose format changed. */
  | { readonly kind: 'topologyRefitted'; readonly loadId: LoadId; readonly topology: Topology }
  | {
      readonly kind: 'segmentSelected';
      readonly token: number;
      readonly result: Result<SegmentId, MediaFailure>;
    }
  | {
      readonly kind: 'sourceReplied';
      readonly token: number;
      readonly loadId: LoadId;
      readonly request: SourceRequest;
      readonly result: Result<void, AppError>;
    }
  | { readonly kind: 'sourceEvent'; readonly loadId: LoadId; readonly event: MediaSourceEvent }
  | { readonly kind: 'sequencerEvent'; readonly event: SequencerEvent }
  | { readonly kind: 'sinkFact'; readonly fact: SinkFact }
  | { readonly kind: 'sinkAvailable'; readonly capabilities: SinkCapabilities }
  | { readonly kind: 'sinkInvalidated' }
  /** The time source refused a change of the clock (MS-46). */
  | { readonly kind: 'clockFailed'; readonly failure: MediaFailure }
  | { readonly kind: 'idleElapsed'; readonly token: number }
  | { readonly kind: 'stopTimeReached'; readonly loadId: LoadId };
