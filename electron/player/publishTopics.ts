import type { EventSource } from '../base/Emitter.ts';
import type { MonotonicClock } from '../base/MonotonicClock.ts';
import type { UploadRange } from '../contract/files.ts';
import type { UploadId } from '../contract/ids.ts';
import type { Settings } from '../contract/settings.ts';
import type { TopicName, TopicValue } from '../contract/topics.ts';
import type { PlayQueue } from '../queue/PlayQueue.ts';
import type { Activities } from './Activities.ts';
import type { Notices } from './Notices.ts';
import type { Player } from './Player.ts';
import type { SessionMonitor } from './SessionMonitor.ts';
import type { SinkLeases } from './SinkLeases.ts';

/** While it plays, the session's clock is told again this often. */
const clockIntervalMs = 1_000;

/** Where topics go. */
export interface TopicPublisher {
  publish<Name extends TopicName>(name: Name, value: TopicValue<Name>): void;
}

interface TopicSources {
  readonly player: Player;
  readonly queue: PlayQueue;
  readonly leases: SinkLeases;
  readonly monitor: SessionMonitor;
  readonly activities: Activities;
  readonly notices: Notices;
  readonly settings: { readonly settings: Settings; readonly changes: EventSource<Settings> };
  readonly spool: {
    readonly wantedUploads: readonly UploadId[];
    readonly wantedChanges: EventSource<readonly UploadId[]>;
  };
  readonly ranges: {
    readonly wantedRanges: readonly UploadRange[];
    readonly wantedChanges: EventSource<readonly UploadRange[]>;
  };
  readonly clock: MonotonicClock;
}

/** Publishes the player's topics now, and again whenever it changes, until disposed. */
export function publishTopics(publisher: TopicPublisher, sources: TopicSources): Disposable {
  const { player, queue, leases, monitor, activities, notices, settings, spool, ranges, clock } =
    sources;
  let sessionToldAtMs = Number.NEGATIVE_INFINITY;
  const tell = {
    playback: () => publisher.publish('playback', player.playback),
    player: () => publisher.publish('player', player.player),
    nowPlaying: () => publisher.publish('nowPlaying', player.nowPlaying),
    queue: () => publisher.publish('queue', queue.snapshot),
    session: () => {
      sessionToldAtMs = clock.nowMs();
      publisher.publish('session', monitor.snapshot);
    },
    sink: () => publisher.publish('sink', leases.snapshot),
    settings: () => publisher.publish('settings', settings.settings),
    activities: () => publisher.publish('activities', [...activities.list]),
    notices: () => publisher.publish('notices', [...notices.list]),
    wantedUploads: () => publisher.publish('wantedUploads', [...spool.wantedUploads]),
    wantedRanges: () => publisher.publish('wantedRanges', [...ranges.wantedRanges]),
  } as const satisfies Partial<Record<TopicName, () => void>>;

  for (const publish of Object.values(tell)) publish();
  const subscriptions = new DisposableStack();
  subscriptions.use(
    player.changes.subscribe((topic) => {
      tell[topic]();
      if (topic !== 'playback' || clock.nowMs() - sessionToldAtMs < clockIntervalMs) return;
      if (player.playback.moving) tell.session();
    }),
  );
  subscriptions.use(queue.changes.subscribe(tell.queue));
  subscriptions.use(monitor.changes.subscribe(tell.session));
  subscriptions.use(leases.changes.subscribe(tell.sink));
  subscriptions.use(settings.changes.subscribe(tell.settings));
  subscriptions.use(activities.changes.subscribe(tell.activities));
  subscriptions.use(notices.changes.subscribe(tell.notices));
  subscriptions.use(spool.wantedChanges.subscribe(tell.wantedUploads));
  subscriptions.use(ranges.wantedChanges.subscribe(tell.wantedRanges));
  return subscriptions;
}
