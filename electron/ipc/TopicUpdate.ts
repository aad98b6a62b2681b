import type { PlaybackSnapshot } from '../contract/playback.ts';
import type { TopicName, TopicValue } from '../contract/topics.ts';

/** A topic's name with a value of that topic. */
export type TopicUpdate = {
  readonly [Name in TopicName]: { readonly name: Name; readonly value: TopicValue<Name> };
}[TopicName];

/** A position that is further from where it was expected is a jump: somebody moved it. */
export const jumpMs = 250;

/** The value as it must be told `elapsedMs` after it was true: ages grow, the rest stays. */
export function agedValue(update: TopicUpdate, elapsedMs: number): TopicUpdate['value'] {
  switch (update.name) {
    case 'playback':
      return { ...update.value, ageMs: update.value.ageMs + elapsedMs };
    case 'session': {
      const { clock } = update.value;
      return { ...update.value, clock: { ...clock, ageMs: clock.ageMs + elapsedMs } };
    }
    default:
      return update.value;
  }
}

/** Does `next` say more than that time went by since `told`, which was told `elapsedMs` ago? */
export function isPlaybackJump(
  told: PlaybackSnapshot,
  next: PlaybackSnapshot,
  elapsedMs: number,
): boolean {
  const expectedMs = positionMsOf(told) + (told.moving ? told.rate * elapsedMs : 0);
  return (
    told.status !== next.status ||
    told.intent !== next.intent ||
    told.suppression !== next.suppression ||
    told.entryId !== next.entryId ||
    told.moving !== next.moving ||
    told.rate !== next.rate ||
    told.durationMs !== next.durationMs ||
    Math.abs(positionMsOf(next) - expectedMs) > jumpMs
  );
}

function positionMsOf({ positionMs, ageMs, moving, rate }: PlaybackSnapshot): number {
  return positionMs + (moving ? rate * ageMs : 0);
}
