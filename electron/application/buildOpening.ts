import { ok } from '../base/Result.ts';
import type { UploadId } from '../contract/ids.ts';
import type { FolderBrowser } from '../files/FolderBrowser.ts';
import { writePlaylist } from '../library/playlists/writePlaylist.ts';
import { walkFolders } from '../library/walkFolders.ts';
import type { ReceiverOf } from '../player/opening/FileReceiver.ts';
import { OpenService } from '../player/opening/OpenService.ts';
import { PlaylistSaver } from '../player/opening/PlaylistSaver.ts';
import type { UploadAnnouncements } from '../player/opening/UploadDrop.ts';
import { UploadDrops } from '../player/opening/UploadDrops.ts';
import { type UploadKeeper, UploadOffers } from '../player/opening/UploadOffers.ts';
import type { Portables } from '../portables/Portables.ts';
import type { ApplicationSetting } from './ApplicationOptions.ts';
import type { Playback } from './buildPlayback.ts';
import type { Stores } from './openStores.ts';

export type Opening = ReturnType<typeof buildOpening>;

/** What the person opens, drops and saves, on its way to the queue or onto a player. */
export function buildOpening(
  { host, dialogs, log: { logger } }: ApplicationSetting,
  { queue, announced, spool }: Stores,
  { grants, ranges, metadata, notices, activities, queueReceiver }: Playback,
  { portables, folders }: { portables: Portables; folders: FolderBrowser | null },
) {
  const receiverOf: ReceiverOf = (target) =>
    target.kind === 'queue'
      ? ok(queueReceiver(target.placement))
      : portables.receiverOf(target.planId);
  const markGone = (uploadIds: readonly UploadId[]) => {
    queue.setUploadErrors(uploadIds, 'upload.gone').catch((error: unknown) => {
      logger.error('Uploads that are gone were not marked', { error });
    });
  };
  const announcements: UploadAnnouncements = {
    announce: (clientId, files) => announced.announce(clientId, files),
    want: (uploadId, signal) => spool.want(uploadId, signal),
  };
  const drops = host === 'headless' ? new UploadDrops(activities, announcements, receiverOf) : null;
  const queueKeeper: UploadKeeper = {
    knownUploads: (files) => queue.knownUploads(files),
    uploadsBack: async (uploadIds) => {
      const told = await queue.uploadsBack(uploadIds);
      metadata.uploadsBack();
      return told;
    },
  };
  const keepers = [queueKeeper, portables.uploadKeeper];
  const offers = drops === null ? null : new UploadOffers(announced, keepers);
  const opening = new OpenService({
    activities,
    notices,
    receiverOf,
    grants,
    walk: walkFolders,
    folders,
    dialogs,
    drops,
    offers,
    failUpload: (uploadId, reason) => {
      spool.fail(uploadId, reason);
      if (reason === 'gone') markGone([uploadId]);
    },
    failRange: (uploadId) => ranges.fail(uploadId),
  });
  const now = () => new Date();
  const saver = new PlaylistSaver({ activities, queue, writePlaylist, folders, dialogs, now });
  return { drops, opening, saver, markGone };
}
