import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppInfo } from '../../electron/contract/settings.ts';
import type { TopicName, TopicValue } from '../../electron/contract/topics.ts';
import type { ConnectionState } from '../bridge/Bridge.ts';

/** The newest value of a topic and when it arrived, on `performance.now()`'s scale. */
export interface Received<Value> {
  readonly value: Value;
  readonly receivedAtMs: number;
}

/** What the page shows; which bytes of its files main wants is the bridge's own business. */
export type MirroredTopic = Exclude<TopicName, 'wantedUploads' | 'wantedRanges'>;

/** A mirror of one topic; `null` until main has told its first value. */
export type TopicStore<Name extends TopicName> = StoreApi<Received<TopicValue<Name>> | null>;

/** What the page knows of main. Only `connectStores` writes here. */
export interface Stores {
  readonly topics: { readonly [Name in MirroredTopic]: TopicStore<Name> };
  readonly connection: StoreApi<ConnectionState>;
  /** `null` until main has answered. */
  readonly appInfo: StoreApi<AppInfo | null>;
}

export function createStores(): Stores {
  return {
    topics: {
      playback: createTopicStore<'playback'>(),
      player: createTopicStore<'player'>(),
      nowPlaying: createTopicStore<'nowPlaying'>(),
      queue: createTopicStore<'queue'>(),
      session: createTopicStore<'session'>(),
      sink: createTopicStore<'sink'>(),
      settings: createTopicStore<'settings'>(),
      activities: createTopicStore<'activities'>(),
      notices: createTopicStore<'notices'>(),
      devices: createTopicStore<'devices'>(),
      deviceSources: createTopicStore<'deviceSources'>(),
      listings: createTopicStore<'listings'>(),
      transferPlans: createTopicStore<'transferPlans'>(),
      transfers: createTopicStore<'transfers'>(),
    },
    connection: createStore<ConnectionState>(() => 'connecting'),
    appInfo: createStore<AppInfo | null>(() => null),
  };
}

function createTopicStore<Name extends TopicName>(): TopicStore<Name> {
  return createStore<Received<TopicValue<Name>> | null>(() => null);
}
