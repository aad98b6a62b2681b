import { Link } from 'react-aria-components/Link';
import { useTranslation } from 'react-i18next';
import { AddPlayerMenu, type AddPlayerMenuProps } from './AddPlayerMenu.tsx';
import { PlayerLinks, type PlayerLinksProps } from './PlayerLinks.tsx';
import styles from './PlayersSection.module.css';

interface PlayersSectionProps extends PlayerLinksProps {
  /** Of the page about all players. */
  readonly href: string;
  /** Is that page shown? */
  readonly isCurrent: boolean;
  readonly onAdded: AddPlayerMenuProps['onAdded'];
}

/** The players in the sidebar, and how to add one. */
export function PlayersSection({ href, isCurrent, onAdded, ...links }: PlayersSectionProps) {
  const { t } = useTranslation('devices');
  return (
    <section className={styles.section} aria-label={t('players')}>
      <header className={styles.head}>
        <h2 className={styles.title}>
          <Link
            href={href}
            className={styles.titleLink ?? ''}
            {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
          >
            {t('players')}
          </Link>
        </h2>
        <AddPlayerMenu shape="icon" onAdded={onAdded} />
      </header>
      <PlayerLinks {...links} />
    </section>
  );
}
