import * as z from 'zod/mini';
import { Activity, Notice } from './activities.ts';
import { DeviceSnapshot, DeviceSource, ListingSnapshot } from './devices.ts';
import { maximumWantedRanges, UploadRange } from './files.ts';
import { UploadId } from './ids.ts';
import { NowPlaying, PlaybackSnapshot, PlayerSnapshot } from './playback.ts';
import { QueueSnapshot } from './queue.ts';
import { Settings } from './settings.ts';
import { SessionSnapshot } from './signalPath.ts';
import { SinkSnapshot } from './sink.ts';
import { TransferPlan, TransferQueue } from './transfers.ts';

/** Everything main tells pages. Each value is a whole snapshot; the newest replaces the one before. */
export const topics = {
  playback: PlaybackSnapshot,
  player: PlayerSnapshot,
  nowPlaying: NowPlaying,
  queue: QueueSnapshot,
  session: SessionSnapshot,
  sink: SinkSnapshot,
  settings: Settings,
  activities: z.array(Activity),
  notices: z.array(Notice),
  /** Uploads main waits for now; the page that has the file sends it to `/upload/{uploadId}`. */
  wantedUploads: z.array(UploadId),
  /**
   * Parts of uploads that main waits for while nothing is held up that plays; the page that has the file
   * sends them to the same place with their `Content-Range`.
   */
  wantedRanges: z.array(UploadRange).check(z.maxLength(maximumWantedRanges)),
  /** Players that are there, and those that were seen before. */
  devices: z.array(DeviceSnapshot),
  deviceSources: z.array(DeviceSource),
  /** Folders of players that pages look at, of every page. */
  listings: z.array(ListingSnapshot),
  /** Of every page. */
  transferPlans: z.array(TransferPlan),
  transfers: z.array(TransferQueue),
} as const;

export type Topics = typeof topics;
export type TopicName = keyof Topics;
export type TopicValue<Name extends TopicName> = z.infer<Topics[Name]>;

export const topicNames = Object.keys(topics) as readonly TopicName[];
