import { HardDriveDownload, ListEnd, ListPlus, Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isolate } from '../../i18n/index.ts';
import styles from './DropOverlay.module.css';
import type { PendingDrop } from './useWindowDrop.ts';

/** Lights up the window while something is about to be dropped, and says what the drop will do. */
export function DropOverlay({ drop }: { readonly drop: PendingDrop }) {
  const { t } = useTranslation('opening');
  const { count, mayHoldFolders, target } = drop;
  const verb = verbOf(drop);
  const what = mayHoldFolders ? 'Items' : 'Files';
  const name = target.kind === 'player' ? isolate(target.name) : '';
  const text =
    count === 0 ? t(`drop.${verb}Unknown`, { name }) : t(`drop.${verb}${what}`, { count, name });
  return (
    <div className={styles.overlay} data-placement={verb}>
      <div className={styles.label} role="status">
        {icons[verb]}
        {text}
      </div>
    </div>
  );
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
