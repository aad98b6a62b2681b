import type { SinkCapabilities } from '../contract/sink.ts';
import type { MediaFailure } from './MediaErrorCode.ts';
import type { PresentationDescriptor } from './MediaSource.ts';
import type { SegmentId } from './Sequencer.ts';
import type { SessionCapabilities, SessionCapability } from './SessionCapabilities.ts';
import type { Topology, TopologyNodeId } from './Topology.ts';

/** One accepted command; counts up within a session. */
export type CommandId = number;

/** MF_TOPOSTATUS, in the order in which they are told of one topology (MS-30, MS-31). */
export const topologyStatuses = [
  'ready',
  'startedSource',
  'dynamicChanged',
  'sinkSwitched',
  'ended',
] as const;
export type TopologyStatus = (typeof topologyStatuses)[number];

/** The events that complete a command: exactly one each, `failure` is its outcome (MS-06). */
interface Completion {
  readonly completes: CommandId;
  /** `null`: it succeeded. */
  readonly failure: MediaFailure | null;
}

/**
 * Everything the session tells (IMFMediaEvent), by the names of Media Foundation. `MEExtendedType`
 * carries what those names do not know. An unknown one is to be ignored (MS-56).
 */
export type MediaSessionEvent =
  /** The full topology that was queued; `null` when none was given or it was refused. */
  | (Completion & { readonly type: 'MESessionTopologySet'; readonly topology: Topology | null })
  | (Completion & { readonly type: 'MESessionTopologiesCleared' })
  | (Completion & {
      readonly type: 'MESessionStarted';
      /** MF_EVENT_PRESENTATION_TIME_OFFSET: presentation time minus source time. */
      readonly presentationTimeOffsetMs: number;
    })
  | (Completion & { readonly type: 'MESessionPaused' })
  | (Completion & { readonly type: 'MESessionStopped' })
  /** The last event a session tells. */
  | (Completion & { readonly type: 'MESessionClosed' })
  /** `rate` is what is in force, also after a failure. */
  | (Completion & { readonly type: 'MESessionRateChanged'; readonly rate: number })
  | {
      readonly type: 'MESessionTopologyStatus';
      readonly topology: Topology;
      readonly status: TopologyStatus;
    }
  | {
      readonly type: 'MESessionNotifyPresentationTime';
      readonly topology: Topology;
      readonly startPresentationTimeMs: number;
      readonly presentationTimeOffsetMs: number;
      /** Later than the start time while an earlier presentation drains. */
      readonly startTimeAtOutputMs: number;
    }
  | {
      readonly type: 'MESessionCapabilitiesChanged';
      readonly capabilities: SessionCapabilities;
      /** What changed, in value or in detail. */
      readonly delta: readonly SessionCapability[];
    }
  | { readonly type: 'MESessionScrubSampleComplete'; readonly positionMs: number }
  /** Everything was heard and nothing follows; the session has stopped by itself. */
  | { readonly type: 'MESessionEnded' }
  /** The sequencer announces the segment that follows; answer with `setTopology` (MS-35). */
  | {
      readonly type: 'MENewPresentation';
      readonly segmentId: SegmentId;
      readonly presentation: PresentationDescriptor;
    }
  | {
      readonly type: 'MEEndOfPresentation';
      readonly topology: Topology;
      readonly cancelled: boolean;
    }
  | {
      readonly type: 'MEEndOfPresentationSegment';
      readonly topology: Topology;
      readonly segmentId: SegmentId;
      /** MF_EVENT_SOURCE_TOPOLOGY_CANCELED: skipped over, not played to its end. */
      readonly cancelled: boolean;
    }
  | { readonly type: 'MESequencerSourceTopologyUpdated'; readonly segmentId: SegmentId }
  | { readonly type: 'MEBufferingStarted' }
  | { readonly type: 'MEBufferingStopped' }
  /** Unexpected; the presentation of `topology` is over (MS-56). */
  | { readonly type: 'MEError'; readonly failure: MediaFailure; readonly topology: Topology | null }
  /** It goes on. */
  | { readonly type: 'MENonFatalError'; readonly failure: MediaFailure }
  | { readonly type: 'MESourceRateChangeRequested'; readonly rate: number; readonly thin: boolean }
  /** The sink is gone; every topology is dropped, queue a new one when a sink is there (MS-57). */
  | { readonly type: 'MESinkInvalidated' }
  | {
      readonly type: 'MESessionStreamSinkFormatChanged';
      readonly outputNodeId: TopologyNodeId;
      readonly capabilities: SinkCapabilities;
    }
  /** The browser wants a person's gesture before it makes a sound; the start in progress waits. */
  | { readonly type: 'MEExtendedType'; readonly extendedType: 'SinkBlocked' }
  | { readonly type: 'MEExtendedType'; readonly extendedType: 'SinkUnblocked' }
  /** The sink was paused by the browser or its system; nobody commanded it. The session is paused. */
  | { readonly type: 'MEExtendedType'; readonly extendedType: 'SinkInterrupted' }
  /** A sink is there; topologies can be set. */
  | {
      readonly type: 'MEExtendedType';
      readonly extendedType: 'SinkAvailable';
      readonly capabilities: SinkCapabilities;
    }
  /** An event of a source the session has no meaning for, forwarded (MS-56). */
  | { readonly type: 'MEExtendedType'; readonly extendedType: 'Source'; readonly name: string };

export type MediaSessionEventType = MediaSessionEvent['type'];
