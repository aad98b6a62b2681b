import { useTranslation } from 'react-i18next';
import { destinations, type Destination } from './destinations.ts';
import { NavigationLink } from './NavigationLink.tsx';
import styles from './TabBar.module.css';

interface TabBarProps {
  readonly current: Destination | null;
  readonly hrefOf: (destination: Destination) => string;
}

/** The sidebar of a narrow window, along its foot. */
export function TabBar({ current, hrefOf }: TabBarProps) {
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
      </ul>
    </nav>
  );
}
