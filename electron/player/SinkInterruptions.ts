import type { Deck } from './Deck.ts';
import type { Notices } from './Notices.ts';
import type { PlayState } from './PlayState.ts';
import type { SinkLeases } from './SinkLeases.ts';

interface SinkInterruptionsOptions {
  readonly play: PlayState;
  readonly deck: Deck;
  readonly leases: SinkLeases;
  readonly notices: Pick<Notices, 'add'>;
  readonly savePosition: () => void;
}

/**
 * What becomes of playing when the page that plays is gone, or as good as gone because it answers
 * nothing. What is wanted is kept (MS-57) for the page that comes back; one that merely finds the lease
 * free stays silent.
 */
export class SinkInterruptions implements Disposable {
  readonly #options: SinkInterruptionsOptions;
  readonly #subscription: Disposable;
  /** Was sound wanted when the page went? */
  #wasInterrupted = false;
  /** Has the page fallen silent without having played since it did so before? */
  #wasUnanswered = false;

  constructor(options: SinkInterruptionsOptions) {
    this.#options = options;
    this.#subscription = options.leases.events.subscribe((event) => {
      if (event.kind === 'invalidated') this.#onLost();
      if (event.kind === 'available') this.#onAvailable();
    });
  }

  /** Something was asked of the page in vain: it is treated as gone, and what it was to play is not blamed. */
  noteUnanswered(): void {
    const { leases, notices } = this.#options;
    const { holder } = leases.snapshot;
    if (holder === null) return;
    // A page that comes back only to fall silent again is not asked for ever.
    if (this.#wasUnanswered) this.#pause();
    this.#wasUnanswered = true;
    leases.revoke();
    notices.add({ code: 'media.sinkUnresponsive', subject: holder.label });
  }

  /** The page plays. */
  notePlaying(): void {
    this.#wasUnanswered = false;
  }

  /** The person has said what is wanted, whatever was before. */
  forget(): void {
    this.#wasInterrupted = false;
    this.#wasUnanswered = false;
  }

  [Symbol.dispose](): void {
    this.#subscription[Symbol.dispose]();
  }

  #onLost(): void {
    this.#wasInterrupted = this.#options.play.intent === 'play';
    this.#options.savePosition();
  }

  #onAvailable(): void {
    if (this.#wasInterrupted && this.#options.leases.origin === 'claimed') this.#pause();
    this.#wasInterrupted = false;
  }

  #pause(): void {
    this.#options.play.intent = 'pause';
    this.#options.deck.pause();
  }
}
