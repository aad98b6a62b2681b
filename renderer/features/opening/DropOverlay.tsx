import { HardDriveDownload, ListEnd, ListPlus, Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isolate, isolatePath } from '../../i18n/index.ts';
import { useDevices } from '../../stores/index.ts';
import styles from './DropOverlay.module.css';
import type { DropTarget } from './OpeningContext.ts';
import type { PendingDrop } from './useWindowDrop.ts';

/** Lights up the window while something is about to be dropped, and says what the drop will do. */
export function DropOverlay({ drop }: { readonly drop: PendingDrop }) {
  const { t } = useTranslation('opening');
  const { count, mayHoldFolders, target } = drop;
  const verb = verbOf(drop);
  const what = mayHoldFolders ? 'Items' : 'Files';
  const name = target.kind === 'player' ? isolate(target.name) : '';
  const musicFolder = useMusicFolder(target);
  const act =
    count === 0 ? t(`drop.${verb}Unknown`, { name }) : t(`drop.${verb}${what}`, { count, name });
  return (
    <div className={styles.overlay} data-placement={verb}>
      <div className={styles.label} role="status">
        {icons[verb]}
        {musicFolder === null
          ? act
          : t('drop.musicInto', { act, folder: isolatePath(musicFolder) })}
      </div>
    </div>
  );
}

/**
 * Where on the player music goes, up to what each file says of itself: `Music/…`; `null` where all goes
 * into one folder, or that is not known.
 */
function useMusicFolder(target: DropTarget): string | null {
  const template = useDevices((devices) => {
    if (target.kind !== 'player' || target.destination.kind !== 'byTemplate') return '';
    const device = devices.find(({ deviceId }) => deviceId === target.deviceId);
    return target.destination.template ?? device?.preferences.musicFolderTemplate ?? '';
  });
  const tokenAt = template.indexOf('{');
  if (tokenAt === -1) return template === '' ? null : template;
  return tokenAt === 0 ? null : `${template.slice(0, tokenAt)}…`;
}

const icons = {
  add: <ListEnd aria-hidden />,
  insert: <ListPlus aria-hidden />,
  play: <Play aria-hidden />,
  copy: <HardDriveDownload aria-hidden />,
};

function verbOf({ target }: PendingDrop): keyof typeof icons {
  if (target.kind === 'player') return 'copy';
  switch (target.placement.kind) {
    case 'append':
      return 'add';
    case 'before':
    case 'playNext':
      return 'insert';
    case 'playNow':
    case 'replace':
      return 'play';
  }
}
