import type { PlaybackSnapshot, Suppression } from '../contract/playback.ts';
import type { QueueEntry } from '../queue/QueueEntry.ts';
import type { DeckSnapshot } from './DeckEvent.ts';

export interface PlaybackFacts {
  readonly deck: DeckSnapshot;
  readonly current: QueueEntry | null;
  readonly intent: PlaybackSnapshot['intent'];
  readonly sink: 'none' | 'blocked' | 'ready';
  /** Do its bytes wait for a file that is being sent to their player? */
  readonly isHeld: boolean;
}

/** The topic `playback`. The deck's position is of now, so its age is 0. */
export function playbackSnapshot(facts: PlaybackFacts): PlaybackSnapshot {
  const { deck, current, intent } = facts;
  return {
    status: current === null ? 'empty' : deck.status,
    intent,
    suppression: suppressionOf(facts),
    entryId: current?.entryId ?? null,
    positionMs: deck.positionMs,
    ageMs: 0,
    moving: deck.moving,
    rate: deck.rate,
    durationMs: deck.durationMs ?? current?.durationMs ?? null,
    bufferedMs: deck.bufferedMs.map(([startMs, endMs]) => [startMs, endMs]),
  };
}

function suppressionOf({ deck, current, intent, sink, isHeld }: PlaybackFacts): Suppression | null {
  if (current === null || intent === 'pause') return null;
  if (sink === 'none') return 'noSink';
  if (deck.phase === 'opening') {
    if (isHeld) return 'playerBusy';
    return current.location.kind === 'upload' ? 'uploading' : 'opening';
  }
  if (sink === 'blocked') return 'sinkBlocked';
  if (!deck.buffering) return null;
  return isHeld ? 'playerBusy' : 'buffering';
}
