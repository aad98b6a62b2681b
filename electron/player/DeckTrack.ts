import { err, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import type { EntryId, TopologyId } from '../contract/ids.ts';
import type { MediaSource, PresentationDescriptor } from '../media/MediaSource.ts';
import type { SegmentId } from '../media/SequencerSource.ts';
import { createPlaybackTopology, type Topology } from '../media/Topology.ts';

/** An entry of the queue as the deck plays it. */
export interface DeckItem {
  readonly entryId: EntryId;
  /** File name, for the signal path. */
  readonly label: string;
  openSource(): MediaSource;
}

export type TrackPhase = 'waiting' | 'opening' | 'opened' | 'failed';

/** One item on the deck, from being put there to being let go; putting an item there again is another track. */
export class DeckTrack {
  readonly item: DeckItem;
  readonly topologyId: TopologyId;
  /** Do source and sink show its single pictures? */
  isScrubbable = true;
  /** When it began to sound, on the deck's clock. */
  startedAtMs: number | null = null;
  /** Has the session let it go? */
  hasEnded = false;
  /** Its place in the sequence, while it has one. */
  segmentId: SegmentId | null = null;
  #phase: TrackPhase = 'waiting';
  #source: MediaSource | null = null;
  #presentation: PresentationDescriptor | null = null;
  readonly #letGo = new AbortController();

  constructor(item: DeckItem, topologyId: TopologyId) {
    this.item = item;
    this.topologyId = topologyId;
  }

  get phase(): TrackPhase {
    return this.#phase;
  }

  get durationMs(): number | null {
    return this.#presentation?.durationMs ?? null;
  }

  /** How long its file says it is; `null` when that is only reckoned or not known. */
  get statedDurationMs(): number | null {
    return this.#presentation?.isDurationStated === true ? this.durationMs : null;
  }

  get hasVideo(): boolean {
    return this.#presentation?.streams.some(isSelectedVideo) ?? false;
  }

  /** Examines the source. @returns why it cannot be played, or `null`, also when it was let go meanwhile */
  async open(): Promise<AppError | null> {
    this.#phase = 'opening';
    const opened = await this.#examine();
    if (this.#letGo.signal.aborted) return null;
    if (!opened.ok) {
      this.#phase = 'failed';
      return opened.error;
    }
    this.#presentation = opened.value;
    this.#phase = 'opened';
    return null;
  }

  fail(): void {
    this.#phase = 'failed';
  }

  /** The partial topology that plays it; `null` before it was opened. */
  topology(): Topology | null {
    if (this.#source === null || this.#presentation === null) return null;
    return createPlaybackTopology({
      topologyId: this.topologyId,
      source: this.#source,
      presentation: this.#presentation,
      label: this.item.label,
    });
  }

  /** Shuts the source down; the session must have no use for it any more. */
  release(): void {
    this.#letGo.abort();
    this.#source?.shutdown();
    this.#source = null;
  }

  /** A source that throws is at fault, but what follows it shall play. */
  async #examine(): Promise<Result<PresentationDescriptor, AppError>> {
    try {
      this.#source = this.item.openSource();
      return await this.#source.createPresentationDescriptor(this.#letGo.signal);
    } catch (error) {
      return err({ code: 'app.internal', details: String(error) });
    }
  }
}

function isSelectedVideo(stream: PresentationDescriptor['streams'][number]): boolean {
  return stream.selected && stream.format.major === 'video';
}
