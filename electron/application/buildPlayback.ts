import type { Placement } from '../contract/queue.ts';
import type { DeviceFiles } from '../files/DeviceFiles.ts';
import { Grants } from '../files/Grants.ts';
import { UploadRanges } from '../files/UploadRanges.ts';
import { ArtStore } from '../library/ArtStore.ts';
import { TagReader } from '../library/TagReader.ts';
import { MediaSession } from '../media/MediaSession.ts';
import { SequencerSource } from '../media/SequencerSource.ts';
import { Activities } from '../player/Activities.ts';
import { Deck } from '../player/Deck.ts';
import { EntrySources } from '../player/EntrySources.ts';
import { Notices } from '../player/Notices.ts';
import { MetadataReader } from '../player/opening/MetadataReader.ts';
import { QueueReceiver } from '../player/opening/QueueReceiver.ts';
import { Player } from '../player/Player.ts';
import { SessionMonitor } from '../player/SessionMonitor.ts';
import { SinkLeases } from '../player/SinkLeases.ts';
import type { ApplicationSetting } from './ApplicationOptions.ts';
import type { Stores } from './openStores.ts';

export type Playback = ReturnType<typeof buildPlayback>;

/** The person's player, with what it plays from and what it tells. */
export function buildPlayback(
  { profile, roots, log: { logger }, clock }: ApplicationSetting,
  { state, queue, announced, spool }: Stores,
  deviceFiles: DeviceFiles,
  ending: AsyncDisposableStack,
) {
  const now = () => new Date();
  const grants = new Grants({ roots });
  const art = new ArtStore(profile.path('art'));
  const tagReader = ending.use(new TagReader({ art, clock }));
  const notices = new Notices({ now, logger });
  const activities = new Activities(clock);
  const ranges = ending.use(new UploadRanges({ announced, spool, clock }));
  const metadata = ending.use(
    new MetadataReader({ queue, tagReader, deviceFiles, uploads: ranges, clock, logger }),
  );
  ending.use(ranges.reachable.subscribe(() => metadata.uploadsBack()));

  const leases = new SinkLeases();
  const session = new MediaSession({ sink: leases, clock, logger });
  const outputLabel = () => leases.capabilities?.label ?? '';
  const monitor = ending.use(new SessionMonitor({ session, outputLabel, now }));
  const sequencer = new SequencerSource();
  const deck = new Deck({ session, sequencer, sink: leases, clock, logger });
  const sources = new EntrySources({ grants, tagReader, spool, deviceFiles, clock });
  const player = ending.use(new Player({ deck, leases, queue, state, sources, notices, logger }));
  const queueReceiver = (placement: Placement) =>
    new QueueReceiver(placement, {
      append: (request) => queue.append(request),
      playEntry: (entryId) => void player.playEntry(entryId),
      readMetadata: () => metadata.wake(),
    });
  return {
    grants,
    art,
    tagReader,
    ranges,
    notices,
    activities,
    metadata,
    leases,
    monitor,
    player,
    queueReceiver,
  };
}
