import { ListEnd, ListPlus, Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './DropOverlay.module.css';
import type { PendingDrop } from './useWindowDrop.ts';

/** Lights up the window while something is about to be dropped, and says what the drop will do. */
export function DropOverlay({ drop }: { readonly drop: PendingDrop }) {
  const { t } = useTranslation('opening');
  const { count, mayHoldFolders } = drop;
  const verb = verbOf(drop);
  const what = mayHoldFolders ? 'Items' : 'Files';
  const text = count === 0 ? t(`drop.${verb}Unknown`) : t(`drop.${verb}${what}`, { count });
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
};

function verbOf({ placement }: PendingDrop): 'add' | 'insert' | 'play' {
  switch (placement.kind) {
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
