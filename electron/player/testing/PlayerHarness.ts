import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from '../../base/Logger.ts';
import { FakeMonotonicClock } from '../../base/testing/FakeMonotonicClock.ts';
import type { EntryId } from '../../contract/ids.ts';
import { MediaSession } from '../../media/MediaSession.ts';
import { SequencerSource } from '../../media/SequencerSource.ts';
import { PlayQueue } from '../../queue/PlayQueue.ts';
import { PlayerStateStore } from '../../state/PlayerStateStore.ts';
import { Deck } from '../Deck.ts';
import { Notices } from '../Notices.ts';
import { Player } from '../Player.ts';
import { SinkLeases } from '../SinkLeases.ts';
import { FakePage } from './FakePage.ts';
import { FakeSources } from './FakeSources.ts';

/** A real player, queue, session and store between fake sources and fake pages on a fake clock. */
export class PlayerHarness implements AsyncDisposable {
  readonly clock: FakeMonotonicClock;
  readonly leases = new SinkLeases();
  readonly sources = new FakeSources();
  readonly notices: Notices;
  readonly page: FakePage;
  readonly player: Player;
  readonly queue: PlayQueue;
  readonly state: PlayerStateStore;
  /** Faults of ours; a test that meets one fails. */
  readonly faults: unknown[] = [];
  readonly folder: string;
  #operationCount = 0;

  static async start(folder?: string): Promise<PlayerHarness> {
    const profile = folder ?? (await mkdtemp(join(tmpdir(), 'portamento-player-')));
    const queue = await PlayQueue.open({ databaseFile: join(profile, 'queue.sqlite') });
    if (!queue.ok) throw new Error(queue.error.code);
    const clock = new FakeMonotonicClock(1_000);
    const state = await PlayerStateStore.open({ folder: profile, clock });
    const harness = new PlayerHarness(profile, clock, queue.value, state);
    await harness.player.restore();
    await harness.settle();
    return harness;
  }

  /** A player whose page holds the lease, with entries in its queue. */
  static async startWith(...names: readonly string[]) {
    const harness = await PlayerHarness.start();
    harness.page.acquire();
    const entryIds = await harness.add(...names);
    return Object.assign(harness, { entryIds });
  }

  private constructor(
    folder: string,
    clock: FakeMonotonicClock,
    queue: PlayQueue,
    state: PlayerStateStore,
  ) {
    this.folder = folder;
    this.clock = clock;
    this.queue = queue;
    this.state = state;
    this.notices = new Notices({ now: () => new Date(0) });
    const logger = this.#logger();
    const session = new MediaSession({ sink: this.leases, clock, logger });
    const sequencer = new SequencerSource();
    const deck = new Deck({ session, sequencer, sink: this.leases, clock, logger });
    const { leases, sources, notices } = this;
    this.player = new Player({ deck, leases, queue, state, sources, notices, logger });
    this.page = new FakePage('page', leases);
  }

  /** Adds files `a.mp3`, `b.mp3` … by their names without extension. */
  async add(...names: readonly string[]): Promise<readonly EntryId[]> {
    this.#operationCount += 1;
    const appended = await this.queue.append({
      operationId: `operation${this.#operationCount}`,
      placement: { kind: 'append' },
      entries: names.map((name) => ({
        location: { kind: 'path', path: `/music/${name}.mp3` },
        fileName: `${name}.mp3`,
      })),
    });
    if (!appended.ok) throw new Error(appended.error.code);
    await this.settle();
    const rows = await this.rows();
    return rows.slice(-names.length).map(({ entryId }) => entryId);
  }

  async rows() {
    const page = await this.queue.page({ offset: 0, limit: 500 });
    if (!page.ok) throw new Error(page.error.code);
    return page.value.rows;
  }

  /** The current entry's name, without extension. */
  get current(): string | null {
    return this.player.nowPlaying?.fileName.replace('.mp3', '') ?? null;
  }

  /** Lets what was begun happen, and what follows from it. Waits for ever for what a test withholds. */
  settle(): Promise<void> {
    return this.player.settled();
  }

  /** Gives a command and lets it happen. */
  async run(command: Promise<{ readonly ok: boolean }>): Promise<boolean> {
    const outcome = await command;
    await this.settle();
    return outcome.ok;
  }

  /** What plays goes on for so long, from its beginning, and its page tells where it is then. */
  playFor(durationMs: number): void {
    this.clock.advance(durationMs);
    this.page.engine.playTo(durationMs);
  }

  /** What plays comes to its end. */
  async playToEnd(page: FakePage = this.page): Promise<void> {
    page.engine.playToEnd();
    await this.settle();
  }

  openPage(name: string): FakePage {
    return new FakePage(name, this.leases);
  }

  /** The program ends; the profile stays. */
  async close(): Promise<void> {
    this.page.leave();
    await this.player[Symbol.asyncDispose]();
    await this.state[Symbol.asyncDispose]();
    await this.queue[Symbol.asyncDispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
    await rm(this.folder, { recursive: true, force: true });
    if (this.faults.length > 0) throw new AggregateError(this.faults, 'Something stumbled');
    if (this.clock.pendingTimerCount > 0) throw new Error('A timer was left behind');
  }

  #logger(): Logger {
    const logger: Logger = {
      debug: () => undefined,
      info: () => undefined,
      warn: () => undefined,
      error: (message, fields) => {
        this.faults.push(fields?.['error'] ?? new Error(message));
      },
      child: () => logger,
    };
    return logger;
  }
}
