import { FolderOpen, Keyboard } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useShortcutKeys } from '../../ui/shortcutKeys.ts';
import { ActivitiesButton } from '../activities/index.ts';
import { destinations, type Destination } from './destinations.ts';
import { NavigationLink } from './NavigationLink.tsx';
import styles from './Sidebar.module.css';
import { Wordmark } from './Wordmark.tsx';

interface SidebarProps {
  /** Where the person is; `null` somewhere the sidebar does not list. */
  readonly current: Destination | null;
  readonly hrefOf: (destination: Destination) => string;
  readonly onOpen: () => void;
  readonly onShowShortcuts: () => void;
}

/** Where one can go, and how to bring music in. */
export function Sidebar({ current, hrefOf, onOpen, onShowShortcuts }: SidebarProps) {
  const { t } = useTranslation('sidebar');
  const keys = useShortcutKeys();
  return (
    <div className={styles.sidebar}>
      <Wordmark />
      <Button
        variant="secondary"
        className={styles.open ?? ''}
        icon={<FolderOpen aria-hidden />}
        onPress={onOpen}
      >
        {t('open')}
      </Button>
      <nav aria-label={t('label')}>
        <ul className={styles.links}>
          {destinations.map(({ name, Icon }) => (
            <li key={name}>
              <NavigationLink
                href={hrefOf(name)}
                isCurrent={name === current}
                icon={<Icon aria-hidden />}
                shape="row"
              >
                {t(name)}
              </NavigationLink>
            </li>
          ))}
        </ul>
      </nav>
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
