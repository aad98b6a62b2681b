import { useStore } from 'zustand';
import type { Activity, Notice } from '../../electron/contract/activities.ts';
import type {
  DeviceSnapshot,
  DeviceSource,
  ListingSnapshot,
} from '../../electron/contract/devices.ts';
import type {
  NowPlaying,
  PlaybackSnapshot,
  PlayerSnapshot,
} from '../../electron/contract/playback.ts';
import type { QueueSnapshot } from '../../electron/contract/queue.ts';
import { defaultSettings, type AppInfo, type Settings } from '../../electron/contract/settings.ts';
import type { SessionSnapshot } from '../../electron/contract/signalPath.ts';
import type { SinkSnapshot } from '../../electron/contract/sink.ts';
import type { TransferPlan, TransferQueue } from '../../electron/contract/transfers.ts';
import type { TopicValue } from '../../electron/contract/topics.ts';
import type { ConnectionState } from '../bridge/Bridge.ts';
import { useStores } from './BridgeContext.ts';
import type { MirroredTopic, Received } from './Stores.ts';

/*
 * One hook per topic. Each gives the whole snapshot, or what `select` makes of it; with `select` the
 * component renders only when the selected value is another one, so select plain values or parts of
 * the snapshot and never build objects in it.
 */

const noActivities: readonly Activity[] = [];
const noNotices: readonly Notice[] = [];
const noDevices: readonly DeviceSnapshot[] = [];
const noDeviceSources: readonly DeviceSource[] = [];
const noListings: readonly ListingSnapshot[] = [];
const noTransferPlans: readonly TransferPlan[] = [];
const noTransfers: readonly TransferQueue[] = [];

/** The fast topic with its time of arrival, for `currentPositionMs`; `null` until main has told. */
export function usePlayback(): Received<PlaybackSnapshot> | null;
export function usePlayback<Selected>(
  select: (playback: Received<PlaybackSnapshot> | null) => Selected,
): Selected;
export function usePlayback(
  select: (playback: Received<PlaybackSnapshot> | null) => unknown = identity,
): unknown {
  return useTopic('playback', select);
}

/** The media session with its time of arrival (its clock has an age); `null` until main has told. */
export function useSession(): Received<SessionSnapshot> | null;
export function useSession<Selected>(
  select: (session: Received<SessionSnapshot> | null) => Selected,
): Selected;
export function useSession(
  select: (session: Received<SessionSnapshot> | null) => unknown = identity,
): unknown {
  return useTopic('session', select);
}

/** `null` until main has told. */
export function usePlayer(): PlayerSnapshot | null;
export function usePlayer<Selected>(select: (player: PlayerSnapshot | null) => Selected): Selected;
export function usePlayer(select: (player: PlayerSnapshot | null) => unknown = identity): unknown {
  return useTopic('player', (received) => select(received?.value ?? null));
}

/** `null` when nothing is current, and until main has told. */
export function useNowPlaying(): NowPlaying;
export function useNowPlaying<Selected>(select: (nowPlaying: NowPlaying) => Selected): Selected;
export function useNowPlaying(select: (nowPlaying: NowPlaying) => unknown = identity): unknown {
  return useTopic('nowPlaying', (received) => select(received?.value ?? null));
}

/** `null` until main has told. */
export function useQueue(): QueueSnapshot | null;
export function useQueue<Selected>(select: (queue: QueueSnapshot | null) => Selected): Selected;
export function useQueue(select: (queue: QueueSnapshot | null) => unknown = identity): unknown {
  return useTopic('queue', (received) => select(received?.value ?? null));
}

/** `null` until main has told. */
export function useSink(): SinkSnapshot | null;
export function useSink<Selected>(select: (sink: SinkSnapshot | null) => Selected): Selected;
export function useSink(select: (sink: SinkSnapshot | null) => unknown = identity): unknown {
  return useTopic('sink', (received) => select(received?.value ?? null));
}

/** The defaults until main has told. */
export function useSettings(): Settings;
export function useSettings<Selected>(select: (settings: Settings) => Selected): Selected;
export function useSettings(select: (settings: Settings) => unknown = identity): unknown {
  return useTopic('settings', (received) => select(received?.value ?? defaultSettings));
}

/** Work that lasts, of every page; empty until main has told. */
export function useActivities(): readonly Activity[];
export function useActivities<Selected>(
  select: (activities: readonly Activity[]) => Selected,
): Selected;
export function useActivities(
  select: (activities: readonly Activity[]) => unknown = identity,
): unknown {
  return useTopic('activities', (received) => select(received?.value ?? noActivities));
}

/** What went wrong and was not dismissed; empty until main has told. */
export function useNotices(): readonly Notice[];
export function useNotices<Selected>(select: (notices: readonly Notice[]) => Selected): Selected;
export function useNotices(select: (notices: readonly Notice[]) => unknown = identity): unknown {
  return useTopic('notices', (received) => select(received?.value ?? noNotices));
}

/** Players that are there and those seen before; empty until main has told. */
export function useDevices(): readonly DeviceSnapshot[];
export function useDevices<Selected>(
  select: (devices: readonly DeviceSnapshot[]) => Selected,
): Selected;
export function useDevices(
  select: (devices: readonly DeviceSnapshot[]) => unknown = identity,
): unknown {
  return useTopic('devices', (received) => select(received?.value ?? noDevices));
}

/** Where players are looked for beside this machine’s USB; empty until main has told. */
export function useDeviceSources(): readonly DeviceSource[];
export function useDeviceSources<Selected>(
  select: (deviceSources: readonly DeviceSource[]) => Selected,
): Selected;
export function useDeviceSources(
  select: (deviceSources: readonly DeviceSource[]) => unknown = identity,
): unknown {
  return useTopic('deviceSources', (received) => select(received?.value ?? noDeviceSources));
}

/** Folders of players that pages look at, of every page; empty until main has told. */
export function useListings(): readonly ListingSnapshot[];
export function useListings<Selected>(
  select: (listings: readonly ListingSnapshot[]) => Selected,
): Selected;
export function useListings(
  select: (listings: readonly ListingSnapshot[]) => unknown = identity,
): unknown {
  return useTopic('listings', (received) => select(received?.value ?? noListings));
}

/** What drops on players would do, of every page; empty until main has told. */
export function useTransferPlans(): readonly TransferPlan[];
export function useTransferPlans<Selected>(
  select: (transferPlans: readonly TransferPlan[]) => Selected,
): Selected;
export function useTransferPlans(
  select: (transferPlans: readonly TransferPlan[]) => unknown = identity,
): unknown {
  return useTopic('transferPlans', (received) => select(received?.value ?? noTransferPlans));
}

/** The transfers of every player that has any; empty until main has told. */
export function useTransfers(): readonly TransferQueue[];
export function useTransfers<Selected>(
  select: (transfers: readonly TransferQueue[]) => Selected,
): Selected;
export function useTransfers(
  select: (transfers: readonly TransferQueue[]) => unknown = identity,
): unknown {
  return useTopic('transfers', (received) => select(received?.value ?? noTransfers));
}

export function useConnection(): ConnectionState {
  return useStore(useStores().connection);
}

/** What the program is and can do; `null` until main has answered. */
export function useAppInfo(): AppInfo | null {
  return useStore(useStores().appInfo);
}

/** Has main told the first value of this topic? For a page that must not show defaults meanwhile. */
export function useIsKnown(name: MirroredTopic): boolean {
  return useTopic(name, (received) => received !== null);
}

function useTopic<Name extends MirroredTopic, Selected>(
  name: Name,
  select: (received: Received<TopicValue<Name>> | null) => Selected,
): Selected {
  return useStore(useStores().topics[name], select);
}

function identity<Value>(value: Value): Value {
  return value;
}
