import { FolderOpen, Keyboard } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/IconButton.tsx';
import { useShortcutKeys } from '../../ui/shortcutKeys.ts';
import { ActivitiesButton } from '../activities/index.ts';
import { DestinationItems, type DestinationItemsProps } from './DestinationItems.tsx';
import styles from './Sidebar.module.css';
import { Wordmark } from './Wordmark.tsx';

interface SidebarProps extends Omit<DestinationItemsProps, 'shape'> {
  readonly onOpen: () => void;
  readonly onShowShortcuts: () => void;
  /** The players, under the places. */
  readonly players: ReactNode;
}

/** Where one can go, and how to bring music in. */
export function Sidebar({ current, hrefOf, players, onOpen, onShowShortcuts }: SidebarProps) {
  const { t } = useTranslation('sidebar');
  const keys = useShortcutKeys();
  return (
    <div className={styles.sidebar}>
      <div className={styles.head}>
        <Wordmark />
        <IconButton
          label={t('open')}
          icon={<FolderOpen />}
          keys={keys('openFiles')}
          size="small"
          tooltipPlacement="bottom"
          onPress={onOpen}
        />
      </div>
      <nav aria-label={t('label')}>
        <ul className={styles.links}>
          <DestinationItems current={current} hrefOf={hrefOf} shape="row" />
        </ul>
      </nav>
      {players}
      <div className={styles.foot}>
        <ActivitiesButton />
        <IconButton
          label={t('shortcuts')}
          icon={<Keyboard />}
          keys={keys('showShortcuts')}
          size="small"
          className={styles.shortcuts}
          onPress={onShowShortcuts}
        />
      </div>
    </div>
  );
}
