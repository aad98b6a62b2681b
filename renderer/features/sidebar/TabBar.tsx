import { FolderOpen, ListMusic } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { destinations, type Destination } from './destinations.ts';
import { NavigationLink, TabButton } from './NavigationLink.tsx';
import styles from './TabBar.module.css';

interface TabBarProps {
  readonly current: Destination | null;
  readonly hrefOf: (destination: Destination) => string;
  readonly onShowQueue: () => void;
  readonly onOpen: () => void;
}

/** The sidebar of a narrow window, along its foot, with what else a thumb must reach. */
export function TabBar({ current, hrefOf, onShowQueue, onOpen }: TabBarProps) {
  const { t } = useTranslation('sidebar');
  return (
    <nav className={styles.bar} aria-label={t('label')}>
      <ul className={styles.tabs}>
        {destinations.map(({ name, Icon }) => (
          <li key={name}>
            <NavigationLink
              href={hrefOf(name)}
              isCurrent={name === current}
              icon={<Icon aria-hidden />}
              shape="tab"
            >
              {t(name)}
            </NavigationLink>
          </li>
        ))}
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
