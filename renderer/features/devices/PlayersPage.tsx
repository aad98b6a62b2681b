import { Cable } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { AddPlayerMenu } from './AddPlayerMenu.tsx';
import { DeviceSources } from './DeviceSources.tsx';
import styles from './PlayersPage.module.css';

/** What to do to see a player here, and where else players are looked for. */
export function PlayersPage() {
  const { t } = useTranslation('devices');
  return (
    <div className={styles.page}>
      <EmptyState
        icon={<Cable />}
        title={t('empty.title')}
        text={t('empty.text')}
        action={<AddPlayerMenu shape="button" />}
      />
      <DeviceSources />
    </div>
  );
}
