import * as z from 'zod/mini';
import type { MonotonicClock, Timer } from '../base/MonotonicClock.ts';
import type { ServerMessage } from '../contract/messages.ts';
import { topics, type TopicName, type TopicValue } from '../contract/topics.ts';
import { agedValue, isPlaybackJump, type TopicUpdate } from './TopicUpdate.ts';

/** `playback` is told at most this often while it only moves on. */
export const playbackIntervalMs = 100;
/** A client with more bytes waiting is passed over, and gets the newest when it has caught up. */
export const maximumBufferedBytes = 1 << 20;
/** How soon a client that was passed over is looked at again. */
export const catchUpIntervalMs = 100;

/** Who hears topics. */
export interface TopicClient {
  send(message: ServerMessage): void;
  readonly bufferedBytes: number;
}

export interface PublisherOptions {
  readonly clock: MonotonicClock;
  /** Throw at a value that does not fit its schema: on in tests and development. */
  readonly validate: boolean;
}

interface HeldTopic {
  readonly update: TopicUpdate;
  readonly revision: number;
  /** Ages in the value count from here. */
  readonly publishedAtMs: number;
}

interface Subscription {
  readonly topics: Set<TopicName>;
  /** Topics whose newest value this client has not been sent. */
  readonly behind: Set<TopicName>;
}

/**
 * Holds the newest snapshot of every topic and sends it to whoever asked for it. A snapshot replaces
 * the one before, so one that would come too soon or to a full pipe is simply left out.
 */
export class Publisher implements Disposable {
  readonly #clock: MonotonicClock;
  readonly #validate: boolean;
  readonly #held = new Map<TopicName, HeldTopic>();
  readonly #subscriptions = new Map<TopicClient, Subscription>();
  #toldPlayback: { readonly held: HeldTopic; readonly atMs: number } | undefined;
  #playbackTimer: Timer | undefined;
  #catchUpTimer: Timer | undefined;

  constructor(options: PublisherOptions) {
    this.#clock = options.clock;
    this.#validate = options.validate;
  }

  publish<Name extends TopicName>(name: Name, value: TopicValue<Name>): void {
    if (this.#validate) z.parse(topics[name], value);
    // The compiler does not see that a name and its own value are one member of the union.
    const update = { name, value } as TopicUpdate;
    const revision = (this.#held.get(name)?.revision ?? 0) + 1;
    const held: HeldTopic = { update, revision, publishedAtMs: this.#clock.nowMs() };
    this.#held.set(name, held);
    if (update.name === 'playback') this.#publishPlayback(held);
    else this.#tell(name);
  }

  /** Makes `names` the topics `client` hears; those that are new to it are told at once. */
  subscribe(client: TopicClient, names: Iterable<TopicName>): void {
    const before = this.#subscriptions.get(client);
    const wanted = new Set(names);
    const behind = new Set([...(before?.behind ?? [])].filter((name) => wanted.has(name)));
    this.#subscriptions.set(client, { topics: wanted, behind });
    for (const name of wanted) {
      if (before?.topics.has(name) !== true) this.#send(client, name);
    }
  }

  remove(client: TopicClient): void {
    this.#subscriptions.delete(client);
  }

  [Symbol.dispose](): void {
    this.#subscriptions.clear();
    this.#playbackTimer?.[Symbol.dispose]();
    this.#catchUpTimer?.[Symbol.dispose]();
  }

  #publishPlayback(held: HeldTopic): void {
    const waitMs = this.#playbackWaitMs(held);
    if (waitMs <= 0) this.#tellPlayback();
    else this.#playbackTimer ??= this.#clock.setTimer(waitMs, () => this.#tellPlayback());
  }

  /** How long `held` can wait to be told; 0 when it says something new. */
  #playbackWaitMs(held: HeldTopic): number {
    const told = this.#toldPlayback;
    const before = told?.held.update;
    if (told === undefined || before?.name !== 'playback' || held.update.name !== 'playback')
      return 0;
    const elapsedMs = held.publishedAtMs - told.held.publishedAtMs;
    if (isPlaybackJump(before.value, held.update.value, elapsedMs)) return 0;
    return playbackIntervalMs - (held.publishedAtMs - told.atMs);
  }

  #tellPlayback(): void {
    this.#playbackTimer?.[Symbol.dispose]();
    this.#playbackTimer = undefined;
    const held = this.#held.get('playback');
    if (held !== undefined) this.#toldPlayback = { held, atMs: this.#clock.nowMs() };
    this.#tell('playback');
  }

  #tell(name: TopicName): void {
    for (const [client, subscription] of this.#subscriptions) {
      if (subscription.topics.has(name)) this.#send(client, name);
    }
  }

  #send(client: TopicClient, name: TopicName): void {
    const held = this.#held.get(name);
    const behind = this.#subscriptions.get(client)?.behind;
    if (held === undefined || behind === undefined) return;
    if (client.bufferedBytes > maximumBufferedBytes) {
      behind.add(name);
      this.#catchUpTimer ??= this.#clock.setTimer(catchUpIntervalMs, () => this.#catchUp());
      return;
    }
    behind.delete(name);
    const value = agedValue(held.update, this.#clock.nowMs() - held.publishedAtMs);
    client.send({ kind: 'topic', name, revision: held.revision, value });
  }

  #catchUp(): void {
    this.#catchUpTimer = undefined;
    for (const [client, { behind }] of this.#subscriptions) {
      for (const name of [...behind]) this.#send(client, name);
    }
  }
}
