import { ok, type Result } from '../base/Result.ts';
import type { TopologyId } from '../contract/ids.ts';
import type { MediaFailure } from '../media/MediaErrorCode.ts';
import type { MediaSession } from '../media/MediaSession.ts';
import type { SegmentId, SequencerSource } from '../media/SequencerSource.ts';
import { completionOf } from './completionOf.ts';
import type { DeckTrack } from './DeckTrack.ts';

/** The current and the next track as segments of the sequencer and topologies of the session. */
export class DeckSequence {
  readonly #session: MediaSession;
  readonly #sequencer: SequencerSource;
  #current: DeckTrack | null = null;
  #next: DeckTrack | null = null;
  /** What the session may still hold on to. */
  #outgoing: DeckTrack[] = [];

  constructor(session: MediaSession, sequencer: SequencerSource) {
    this.#session = session;
    this.#sequencer = sequencer;
  }

  /** The track whose topology the session plays, or will at the next start. */
  get current(): DeckTrack | null {
    return this.#current;
  }

  /** The track that follows without a gap. */
  get next(): DeckTrack | null {
    return this.#next;
  }

  /** Has the session let the current track go although nothing has taken its place yet? */
  get isOver(): boolean {
    return this.#current?.hasEnded === true;
  }

  /** The session has let go of what this topology plays. */
  noteEnded(topologyId: TopologyId): void {
    if (this.#current?.topologyId === topologyId) this.#current.hasEnded = true;
  }

  /** Makes `track` current at once; what was current and next is dropped. */
  async setCurrent(track: DeckTrack): Promise<Result<void, MediaFailure>> {
    this.#retire(this.#current);
    this.#retire(this.#next);
    this.#next = null;
    this.#current = track;
    const appended = this.#append(track, true);
    if (!appended.ok) return appended;
    const topology = this.#sequencer.getMediaSourceTopology(appended.value);
    if (!topology.ok) return topology;
    const set = await completionOf(this.#session.setTopology(topology.value, { immediate: true }));
    this.#letGo();
    return set;
  }

  /** Lets `track` follow the current one; the session asks for its topology when it is time. */
  setNext(track: DeckTrack): Result<void, MediaFailure> {
    const { segmentId } = this.#current ?? {};
    if (segmentId === undefined || segmentId === null) return ok();
    this.#next = track;
    const appended = this.#append(track, true);
    if (!appended.ok) return appended;
    return this.#sequencer.updateTopologyFlags(segmentId, { last: false });
  }

  /** Answers MENewPresentation. */
  async queueTopology(segmentId: SegmentId): Promise<Result<void, MediaFailure>> {
    if (this.#next?.segmentId !== segmentId) return ok();
    const topology = this.#sequencer.getMediaSourceTopology(segmentId);
    return topology.ok ? completionOf(this.#session.setTopology(topology.value)) : topology;
  }

  /** Nothing follows the current track any more. */
  async dropNext(): Promise<void> {
    if (this.#next === null) return;
    this.#retire(this.#next);
    this.#next = null;
    const { segmentId } = this.#current ?? {};
    if (segmentId !== undefined && segmentId !== null) {
      this.#sequencer.updateTopologyFlags(segmentId, { last: true });
    }
    await completionOf(this.#session.clearTopologies());
    this.#letGo();
  }

  /** The session has gone on to the next track by itself. */
  advance(): void {
    this.#retire(this.#current);
    this.#current = this.#next;
    this.#next = null;
  }

  /** Takes the current track and what follows it off the session. */
  async clear(): Promise<void> {
    this.#retire(this.#current);
    this.#current = null;
    await this.dropNext();
    await completionOf(this.#session.setTopology(null, { clearCurrent: true }));
    this.#letGo();
  }

  /** The session has dropped every topology (MS-57); the tracks stay open to be set again. */
  forgetTopologies(): void {
    for (const track of [this.#current, this.#next]) {
      if (track === null || track.segmentId === null) continue;
      this.#sequencer.deleteTopology(track.segmentId);
      track.segmentId = null;
    }
    this.#current = null;
    this.#next = null;
    this.#letGo();
  }

  /** Shuts down what the session has finished with. */
  releaseOutgoing(): void {
    this.#letGo();
  }

  #append(track: DeckTrack, last: boolean): Result<SegmentId, MediaFailure> {
    const topology = track.topology();
    if (topology === null) throw new Error('A track is opened before it is put into the sequence');
    const appended = this.#sequencer.appendTopology(topology, { last });
    if (appended.ok) track.segmentId = appended.value;
    return appended;
  }

  #retire(track: DeckTrack | null): void {
    if (track !== null) this.#outgoing.push(track);
  }

  #letGo(): void {
    for (const track of this.#outgoing) {
      if (track.segmentId !== null) this.#sequencer.deleteTopology(track.segmentId);
      track.segmentId = null;
      track.release();
    }
    this.#outgoing = [];
  }
}
