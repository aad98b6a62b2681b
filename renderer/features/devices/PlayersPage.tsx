import { Cable } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DeviceId } from '../../../electron/contract/ids.ts';
import { useDevices } from '../../stores/index.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { AddPlayerMenu, type AddPlayerMenuProps } from './AddPlayerMenu.tsx';
import { DeviceSources } from './DeviceSources.tsx';
import { PlayerLinks } from './PlayerLinks.tsx';
import styles from './PlayersPage.module.css';

interface PlayersPageProps {
  readonly hrefOf: (deviceId: DeviceId) => string;
  readonly onAdded: AddPlayerMenuProps['onAdded'];
}

/** Every player, or what to do to see one here; and where else players are looked for. */
export function PlayersPage({ hrefOf, onAdded }: PlayersPageProps) {
  const { t } = useTranslation('devices');
  const isEmpty = useDevices((devices) => devices.length === 0);
  if (!isEmpty) {
    return (
      <Page title={t('players')}>
        <div className={styles.links}>
          <PlayerLinks current={null} hrefOf={hrefOf} isDetailed />
        </div>
        <div>
          <AddPlayerMenu shape="button" onAdded={onAdded} />
        </div>
        <DeviceSources />
      </Page>
    );
  }
  return (
    <div className={styles.page}>
      <h1 className="visually-hidden">{t('players')}</h1>
      <EmptyState
        icon={<Cable />}
        title={t('empty.title')}
        text={t('empty.text')}
        action={<AddPlayerMenu shape="button" onAdded={onAdded} />}
      />
      <DeviceSources />
    </div>
  );
}
