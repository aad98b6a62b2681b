import { Emitter, type EventSource } from '../base/Emitter.ts';
import { err, ok, type Result } from '../base/Result.ts';
import type { MediaErrorCode, MediaFailure } from './MediaErrorCode.ts';
import type { SegmentId, SegmentTarget, Sequencer, SequencerEvent } from './Sequencer.ts';
import { sourceNodesOf, type Topology } from './Topology.ts';
import { hasSourceAttributes } from './validateTopology.ts';

export type { SegmentId, SequencerEvent } from './Sequencer.ts';

export interface SequencerTopologyFlags {
  /** SequencerTopologyFlags_Last: nothing follows. */
  readonly last?: boolean;
}

interface Segment {
  readonly segmentId: SegmentId;
  readonly topology: Topology;
  readonly last: boolean;
  /** Does the client know of it, so that its topology is queued or will be? */
  readonly isAnnounced: boolean;
}

/**
 * Plays topologies one after the other (IMFSequencerSource). The client appends segments, hands the
 * topology of the first to `MediaSession.setTopology`, and does the same for each that the session
 * announces with MENewPresentation.
 */
export class SequencerSource implements Sequencer {
  readonly #emitter = new Emitter<SequencerEvent>();
  #segments: readonly Segment[] = [];
  #activeSegmentId: SegmentId | null = null;
  /** Did the session start a segment yet? Before, the client names the first one itself. */
  #isUnderWay = false;
  /** The segment started last, or the one before it where that was deleted; `null`: before the first. */
  #anchorId: SegmentId | null = null;
  #lastSegmentId = 0;
  #isShutdown = false;

  get events(): EventSource<SequencerEvent> {
    return this.#emitter;
  }

  get segmentIds(): readonly SegmentId[] {
    return this.#segments.map((segment) => segment.segmentId);
  }

  /** The segment the session plays. */
  get activeSegmentId(): SegmentId | null {
    return this.#activeSegmentId;
  }

  /**
   * Adds a segment at the end.
   *
   * @returns `attributeNotFound` when a source node lacks its source, presentation or stream
   */
  appendTopology(
    topology: Topology,
    flags: SequencerTopologyFlags = {},
  ): Result<SegmentId, MediaFailure> {
    const refusal = this.#refusalOf(topology);
    if (refusal !== null) return failure(refusal);
    this.#lastSegmentId += 1;
    const segmentId = this.#lastSegmentId;
    const last = flags.last === true;
    this.#segments = [...this.#segments, { segmentId, topology, last, isAnnounced: false }];
    this.#announceNext();
    return ok(segmentId);
  }

  /** Replaces what a segment plays; the session tells MESequencerSourceTopologyUpdated. */
  updateTopology(segmentId: SegmentId, topology: Topology): Result<void, MediaFailure> {
    const refusal = this.#refusalOf(topology);
    if (refusal !== null) return failure(refusal);
    const isAnnounced = segmentId === this.#activeSegmentId;
    if (!this.#change(segmentId, { topology, isAnnounced })) return failure('invalidArgument');
    this.#emitter.emit({ kind: 'topologyUpdated', segmentId });
    this.#announceNext();
    return ok();
  }

  updateTopologyFlags(
    segmentId: SegmentId,
    flags: SequencerTopologyFlags,
  ): Result<void, MediaFailure> {
    if (this.#isShutdown) return failure('shutdown');
    const last = flags.last === true;
    if (!this.#change(segmentId, { last })) return failure('invalidArgument');
    this.#emitter.emit({ kind: 'lastChanged', segmentId, last });
    this.#announceNext();
    return ok();
  }

  /** Deleting the active segment ends it; deleting one that was announced announces the one behind it. */
  deleteTopology(segmentId: SegmentId): Result<void, MediaFailure> {
    if (this.#isShutdown) return failure('shutdown');
    const former = this.#segments;
    const place = former.findIndex((segment) => segment.segmentId === segmentId);
    if (place < 0) return failure('invalidArgument');
    this.#segments = former.filter((segment) => segment.segmentId !== segmentId);
    if (this.#activeSegmentId === segmentId) this.#activeSegmentId = null;
    if (this.#anchorId === segmentId) this.#anchorId = former[place - 1]?.segmentId ?? null;
    this.#emitter.emit({ kind: 'deleted', segmentId });
    this.#announceNext();
    return ok();
  }

  /** The topology to hand to `MediaSession.setTopology` (IMFMediaSourceTopologyProvider). */
  getMediaSourceTopology(segmentId: SegmentId): Result<Topology, MediaFailure> {
    if (this.#isShutdown) return failure('shutdown');
    const segment = this.#find(segmentId);
    if (segment === undefined) return failure('invalidArgument');
    this.#change(segmentId, { isAnnounced: true });
    const { topology, last } = segment;
    const sequence = { sequencer: this, segmentId };
    return ok({
      ...topology,
      nodes: topology.nodes.map((node) => (node.kind === 'source' ? { ...node, sequence } : node)),
      attributes: { ...topology.attributes, sequencerLast: last },
    });
  }

  /** Called by the session. */
  select(target: SegmentTarget): Result<SegmentId, MediaFailure> {
    if (this.#isShutdown) return failure('shutdown');
    const segment =
      target.kind === 'segment' ? this.#find(target.segmentId) : this.#relative(target.entries);
    if (segment === undefined) return failure('notAvailable');
    this.#announce(segment);
    return ok(segment.segmentId);
  }

  /** Called by the session. */
  segmentStarted(segmentId: SegmentId): void {
    if (this.#find(segmentId) === undefined) return;
    this.#change(segmentId, { isAnnounced: true });
    this.#activeSegmentId = segmentId;
    this.#anchorId = segmentId;
    this.#isUnderWay = true;
    this.#announceNext();
  }

  /** Called by the session. */
  segmentEnded(segmentId: SegmentId): void {
    this.#change(segmentId, { isAnnounced: false });
    if (this.#activeSegmentId === segmentId) this.#activeSegmentId = null;
  }

  /** Frees what it holds; it tells nothing any more. The sources of its topologies are the client's. */
  shutdown(): void {
    this.#isShutdown = true;
    this.#segments = [];
    this.#activeSegmentId = null;
  }

  #refusalOf(topology: Topology): MediaErrorCode | null {
    if (this.#isShutdown) return 'shutdown';
    return hasSourceAttributes(topology) ? null : 'attributeNotFound';
  }

  #find(segmentId: SegmentId): Segment | undefined {
    return this.#segments.find((segment) => segment.segmentId === segmentId);
  }

  #change(segmentId: SegmentId, change: Partial<Segment>): boolean {
    if (this.#find(segmentId) === undefined) return false;
    this.#segments = this.#segments.map((segment) =>
      segment.segmentId === segmentId ? { ...segment, ...change } : segment,
    );
    return true;
  }

  #relative(entries: number): Segment | undefined {
    return this.#anchorId === null ? undefined : this.#segments[this.#anchorPlace + entries];
  }

  get #anchorPlace(): number {
    return this.#segments.findIndex((segment) => segment.segmentId === this.#anchorId);
  }

  /** Announces what follows the segment started last, unless nothing does or the client knows. */
  #announceNext(): void {
    const place = this.#anchorPlace;
    if (!this.#isUnderWay || this.#segments[place]?.last === true) return;
    const next = this.#segments[place + 1];
    if (next !== undefined) this.#announce(next);
  }

  #announce({ segmentId, topology, isAnnounced }: Segment): void {
    const [node] = sourceNodesOf(topology);
    const presentation = node?.presentation ?? null;
    if (isAnnounced || presentation === null) return;
    this.#change(segmentId, { isAnnounced: true });
    this.#emitter.emit({ kind: 'newPresentation', segmentId, presentation });
  }
}

function failure(code: MediaErrorCode): Result<never, MediaFailure> {
  return err({ code });
}
