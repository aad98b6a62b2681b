import type { LoadId } from '../../contract/ids.ts';
import type { SinkCapabilities, SinkOrder } from '../../contract/sink.ts';
import type { MediaSessionEvent } from '../MediaSessionEvent.ts';
import type { SegmentId, SegmentTarget, Sequencer } from '../Sequencer.ts';
import type { Topology } from '../Topology.ts';
import type { SourceRequest } from './SessionInput.ts';
import type { Presentation } from './SessionState.ts';

/** What a session does to the world, in this order. */
export type SessionEffect =
  | { readonly kind: 'emit'; readonly event: MediaSessionEvent }
  | { readonly kind: 'order'; readonly order: SinkOrder }
  /** Answered by `topologyResolved`. */
  | {
      readonly kind: 'resolve';
      readonly token: number;
      readonly topology: Topology;
      readonly capabilities: SinkCapabilities;
      readonly noResolution: boolean;
    }
  /** Answered by `topologyRefitted`, or not at all. */
  | {
      readonly kind: 'refit';
      readonly loadId: LoadId;
      readonly topology: Topology;
      readonly capabilities: SinkCapabilities;
    }
  /** Answered by `sourceReplied`. `positionMs` is source time, `null` where it stands. */
  | {
      readonly kind: 'callSource';
      readonly token: number;
      readonly presentation: Presentation;
      readonly request: SourceRequest;
      readonly positionMs: number | null;
    }
  /** The session hears this source no more and stops it unless another presentation plays it. */
  | { readonly kind: 'releaseSource'; readonly loadId: LoadId }
  /** Answered by `segmentSelected`. */
  | {
      readonly kind: 'selectSegment';
      readonly token: number;
      readonly sequencer: Sequencer;
      readonly target: SegmentTarget;
    }
  /** From now on the session hears this sequencer. */
  | { readonly kind: 'attachSequencer'; readonly sequencer: Sequencer }
  | {
      readonly kind: 'tellSequencer';
      readonly sequencer: Sequencer;
      readonly segmentId: SegmentId;
      readonly what: 'started' | 'ended';
    }
  | { readonly kind: 'setTimeSource'; readonly timeSource: 'audio' | 'system' }
  /** `positionMs` is presentation time, `null` goes on from where it was paused. */
  | { readonly kind: 'startClock'; readonly positionMs: number | null; readonly rate: number }
  | { readonly kind: 'pauseClock' }
  | { readonly kind: 'stopClock' }
  | { readonly kind: 'setClockRate'; readonly rate: number }
  | { readonly kind: 'shutdownClock' }
  /** The sink was at this presentation time, `ageMs` ago. */
  | {
      readonly kind: 'observe';
      readonly positionMs: number;
      readonly ageMs: number;
      readonly rate: number;
    }
  /** Answered by `idleElapsed`; replaces the timer that ran. */
  | { readonly kind: 'armIdleTimer'; readonly token: number; readonly delayMs: number }
  /** Answered by `stopTimeReached` when the clock gets there; `null` watches nothing. */
  | {
      readonly kind: 'watchStopTime';
      readonly loadId: LoadId;
      readonly stopPositionMs: number | null;
    };
