import type { EventSource } from '../base/Emitter.ts';
import type { Result } from '../base/Result.ts';
import type { MediaFailure } from './MediaErrorCode.ts';
import type { PresentationDescriptor } from './MediaSource.ts';
import type { Topology } from './Topology.ts';

/** One segment of a sequence (MFSequencerElementId); never used twice. */
export type SegmentId = number;

/** Ties a source node to its place in a sequence. */
export interface SegmentSequence {
  readonly sequencer: SequencerSource;
  readonly segmentId: SegmentId;
}

/** What the sequencer tells the session that drives it; the session publishes it on. */
export type SequencerEvent =
  | {
      readonly kind: 'newPresentation';
      readonly segmentId: SegmentId;
      readonly presentation: PresentationDescriptor;
    }
  | { readonly kind: 'topologyUpdated'; readonly segmentId: SegmentId; readonly topology: Topology }
  | { readonly kind: 'lastChanged'; readonly segmentId: SegmentId; readonly last: boolean }
  | { readonly kind: 'deleted'; readonly segmentId: SegmentId };

export interface SequencerTopologyFlags {
  /** SequencerTopologyFlags_Last. */
  readonly last?: boolean;
}

/** Plays topologies one after the other (IMFSequencerSource). */
export declare class SequencerSource {
  /** Adds a segment at the end. Topologies need a source, a presentation and a stream per source node. */
  appendTopology(
    topology: Topology,
    flags?: SequencerTopologyFlags,
  ): Result<SegmentId, MediaFailure>;
  /** Replaces what a segment plays; the session tells MESequencerSourceTopologyUpdated. */
  updateTopology(segmentId: SegmentId, topology: Topology): Result<void, MediaFailure>;
  updateTopologyFlags(
    segmentId: SegmentId,
    flags: SequencerTopologyFlags,
  ): Result<void, MediaFailure>;
  /** Deleting the active segment ends it. */
  deleteTopology(segmentId: SegmentId): Result<void, MediaFailure>;
  /** The topology to hand to `MediaSession.setTopology` (IMFMediaSourceTopologyProvider). */
  getMediaSourceTopology(segmentId: SegmentId): Result<Topology, MediaFailure>;
  readonly segmentIds: readonly SegmentId[];
  /** The segment the session plays. */
  readonly activeSegmentId: SegmentId | null;
  readonly events: EventSource<SequencerEvent>;
  shutdown(): void;
}
