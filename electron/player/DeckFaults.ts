import type { Logger } from '../base/Logger.ts';
import type { MonotonicClock } from '../base/MonotonicClock.ts';
import type { AppError } from '../contract/errors.ts';
import type { MediaFailure } from '../media/MediaErrorCode.ts';
import { appErrorOf } from './appErrorOf.ts';
import type { DeckEvent } from './DeckEvent.ts';
import { isSinkFailure, isUnanswered } from './deckFailures.ts';
import type { DeckTrack } from './DeckTrack.ts';
import type { DeckTracks } from './DeckTracks.ts';

interface DeckFaultsOptions {
  readonly tracks: DeckTracks;
  readonly clock: MonotonicClock;
  readonly logger: Logger;
  readonly emit: (event: DeckEvent) => void;
  /** There is another step to take. */
  readonly onChange: () => void;
}

/** Refusals of the sink for reasons of its own, after which it is left alone until something changes. */
const maximumRefusals = 3;

/** Tells what is the fault of a track, which is over then, from what is the sink's. */
export class DeckFaults {
  readonly #options: DeckFaultsOptions;
  #refusalCount = 0;

  constructor(options: DeckFaultsOptions) {
    this.#options = options;
  }

  /** Is there no point in asking the sink again? */
  get isSinkGivenUp(): boolean {
    return this.#refusalCount >= maximumRefusals;
  }

  /** Something new is wanted, or the sink gave a sign of life: it is asked again. */
  forgive(): void {
    this.#refusalCount = 0;
  }

  /** The session could not do what it was to do with `track`. */
  report(track: DeckTrack, failure: MediaFailure): void {
    const { tracks, logger, emit } = this.#options;
    if (!tracks.has(track) || failure.code === 'operationCancelled') return;
    if (!isSinkFailure(failure)) {
      this.fail(track, appErrorOf(failure, track.item.label));
      return;
    }
    logger.info('The session could not go on', { code: failure.code });
    this.#refusalCount += 1;
    if (isUnanswered(failure)) emit({ kind: 'unanswered' });
  }

  /** `track` cannot be played. */
  fail(track: DeckTrack, error: AppError): void {
    const { tracks, clock, emit, onChange } = this.#options;
    track.fail();
    const role = track === tracks.current ? 'current' : 'next';
    const { entryId } = track.item;
    const nowMs = clock.nowMs();
    const soundedMs = nowMs - (track.startedAtMs ?? nowMs);
    if (role === 'next') tracks.dropNext();
    emit({ kind: 'failed', role, entryId, error, soundedMs });
    onChange();
  }
}
