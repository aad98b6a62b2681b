import { ok } from '../base/Result.ts';
import type { UploadId } from '../contract/ids.ts';
import type { FolderBrowser } from '../files/FolderBrowser.ts';
import { writePlaylist } from '../library/playlists/writePlaylist.ts';
import { walkFolders } from '../library/walkFolders.ts';
import type { ReceiverOf } from '../player/opening/FileReceiver.ts';
import { OpenService } from '../player/opening/OpenService.ts';
import { PlaylistSaver } from '../player/opening/PlaylistSaver.ts';
import { UploadDrops } from '../player/opening/UploadDrops.ts';
import { UploadOffers } from '../player/opening/UploadOffers.ts';
import type { Portables } from '../portables/Portables.ts';
import type { ApplicationSetting } from './ApplicationOptions.ts';
import type { Playback } from './buildPlayback.ts';
import type { Stores } from './openStores.ts';

export type Opening = ReturnType<typeof buildOpening>;

/** What the person opens, drops and saves, on its way to the queue or onto a player. */
export function buildOpening(
  { host, dialogs, log: { logger } }: ApplicationSetting,
  { queue, spool }: Stores,
  { grants, notices, activities, queueReceiver }: Playback,
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
  const drops = host === 'headless' ? new UploadDrops(activities, spool, receiverOf) : null;
  const offers = drops === null ? null : new UploadOffers(spool, [queue, portables.uploadKeeper]);
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
  });
  const now = () => new Date();
  const saver = new PlaylistSaver({ activities, queue, writePlaylist, folders, dialogs, now });
  return { drops, opening, saver, markGone };
}
