import type { EntryId } from '../contract/ids.ts';
import type { MediaDescription } from '../library/MediaDescription.ts';
import type { QueueEntry } from '../queue/QueueEntry.ts';
import type { DeckItem } from './DeckTrack.ts';
import type { DescribedSource, SourceOpener } from './EntrySources.ts';

/** Entries of the queue as items of the deck, and what opening them brings to light. */
export class EntryItems {
  readonly #sources: SourceOpener;
  /** Sources of entries nothing is known of yet. */
  readonly #unread = new Map<EntryId, DescribedSource>();

  constructor(sources: SourceOpener) {
    this.#sources = sources;
  }

  itemOf(entry: QueueEntry): DeckItem {
    const { entryId, fileName, location, metadataKnown } = entry;
    const openSource = () => {
      const source = this.#sources.open(location);
      if (!metadataKnown) this.#unread.set(entryId, source);
      return source;
    };
    return { entryId, label: fileName, openSource };
  }

  /** What the source of an entry told when it was opened, once; `null` when that is no news. */
  takeDescription(entryId: EntryId): MediaDescription | null {
    const description = this.#unread.get(entryId)?.description ?? null;
    this.#unread.delete(entryId);
    return description;
  }

  /** Whatever is still being opened is not waited for any more. */
  forget(): void {
    this.#unread.clear();
  }
}
