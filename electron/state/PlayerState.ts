import * as z from 'zod/mini';
import { EntryId } from '../contract/ids.ts';
import { PositionMs, Rate, RepeatMode, Volume } from '../contract/playback.ts';

/** What the player is found with after a restart. */
export const PlayerState = z.object({
  volume: Volume,
  muted: z.boolean(),
  repeat: RepeatMode,
  shuffle: z.boolean(),
  rate: Rate,
  /**
   * The entry `positionMs` is about. The queue knows which entry is current; when that is another one
   * (it was changed a moment before a crash), the position means nothing.
   */
  currentEntryId: z.nullable(EntryId),
  positionMs: PositionMs,
});
export type PlayerState = Readonly<z.infer<typeof PlayerState>>;

export const initialPlayerState: PlayerState = {
  // Whoever listens closely finds the file's sound untouched.
  volume: 1,
  muted: false,
  repeat: 'off',
  shuffle: false,
  rate: 1,
  currentEntryId: null,
  positionMs: 0,
};
