import type { AppError } from '../contract/errors.ts';
import type { EntryId } from '../contract/ids.ts';

/** What happened on the deck without being asked for. */
export type DeckEvent =
  /** Something its snapshot tells has changed. */
  | { readonly kind: 'changed' }
  /** The item was examined; its source can be asked for what it learnt. */
  | { readonly kind: 'opened'; readonly entryId: EntryId }
  | { readonly kind: 'started'; readonly entryId: EntryId }
  /** The next item plays now, and there is no next any more. */
  | { readonly kind: 'switched'; readonly entryId: EntryId }
  /** Everything was heard and nothing followed. */
  | { readonly kind: 'ended' }
  /** It was over far before the length its file states. */
  | {
      readonly kind: 'endedEarly';
      readonly entryId: EntryId;
      readonly positionMs: number;
      readonly statedDurationMs: number;
    }
  /** The browser or its system paused it, and it is not wanted to play any more. */
  | { readonly kind: 'interrupted' }
  /** The sink answers no orders; what it was to do is still wanted. */
  | { readonly kind: 'unanswered' }
  /** It cannot be played; `soundedMs` is how long it could. */
  | {
      readonly kind: 'failed';
      readonly role: 'current' | 'next';
      readonly entryId: EntryId;
      readonly error: AppError;
      readonly soundedMs: number;
    };

export interface DeckSnapshot {
  readonly entryId: EntryId | null;
  readonly phase: 'empty' | 'opening' | 'ready' | 'failed';
  readonly status: 'stopped' | 'playing' | 'paused';
  readonly buffering: boolean;
  readonly positionMs: number;
  /** Does the position grow by itself? */
  readonly moving: boolean;
  /** What is in force. */
  readonly rate: number;
  readonly durationMs: number | null;
  readonly bufferedMs: readonly (readonly [number, number])[];
  readonly canSeek: boolean;
}
