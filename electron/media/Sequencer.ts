import type { EventSource } from '../base/Emitter.ts';
import type { Result } from '../base/Result.ts';
import type { MediaFailure } from './MediaErrorCode.ts';
import type { PresentationDescriptor } from './MediaSource.ts';

/** One segment of a sequence (MFSequencerElementId); never used twice. */
export type SegmentId = number;

/** Which segment a start is about. */
export type SegmentTarget =
  | { readonly kind: 'segment'; readonly segmentId: SegmentId }
  /** So many entries on from the active one, back when negative. */
  | { readonly kind: 'relative'; readonly entries: number };

/** What a sequencer tells the session that drives it; the session publishes it on. */
export type SequencerEvent =
  | {
      readonly kind: 'newPresentation';
      readonly segmentId: SegmentId;
      readonly presentation: PresentationDescriptor;
    }
  | { readonly kind: 'topologyUpdated'; readonly segmentId: SegmentId }
  | { readonly kind: 'lastChanged'; readonly segmentId: SegmentId; readonly last: boolean }
  | { readonly kind: 'deleted'; readonly segmentId: SegmentId };

/** What a session asks of, and tells, the sequencer whose segments it plays. */
export interface Sequencer {
  /**
   * Finds a segment and announces it with `newPresentation` unless the client has its topology.
   * Fails with `notAvailable` when there is none.
   */
  select(target: SegmentTarget): Result<SegmentId, MediaFailure>;
  /** Its data flows: the one that follows is announced. */
  segmentStarted(segmentId: SegmentId): void;
  /** The session has let go of it, played or not. */
  segmentEnded(segmentId: SegmentId): void;
  readonly events: EventSource<SequencerEvent>;
}

/** Ties a source node to its place in a sequence. */
export interface SegmentSequence {
  readonly sequencer: Sequencer;
  readonly segmentId: SegmentId;
}
