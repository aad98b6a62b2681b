import { FolderOpen, ListMusic } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { DestinationItems, type DestinationItemsProps } from './DestinationItems.tsx';
import { TabButton } from './NavigationLink.tsx';
import styles from './TabBar.module.css';

interface TabBarProps extends Omit<DestinationItemsProps, 'shape'> {
  readonly onShowQueue: () => void;
  readonly onOpen: () => void;
}

/** The sidebar of a narrow window, along its foot, with what else a thumb must reach. */
export function TabBar({ current, hrefOf, onShowQueue, onOpen }: TabBarProps) {
  const { t } = useTranslation('sidebar');
  return (
    <nav className={styles.bar} aria-label={t('label')}>
      <ul className={styles.tabs}>
        <DestinationItems current={current} hrefOf={hrefOf} shape="tab" />
        <li>
          <TabButton icon={<ListMusic className="mirror-rtl" aria-hidden />} onPress={onShowQueue}>
            {t('queue')}
          </TabButton>
        </li>
        <li>
          <TabButton icon={<FolderOpen aria-hidden />} onPress={onOpen}>
            {t('open')}
          </TabButton>
        </li>
      </ul>
    </nav>
  );
}
