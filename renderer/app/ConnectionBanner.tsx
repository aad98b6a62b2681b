import { LogIn, RefreshCw, Unplug } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useBridge, useConnection } from '../stores/index.ts';
import { Button } from '../ui/Button.tsx';
import styles from './ConnectionBanner.module.css';

/** Says that main cannot be reached, and what is done about it. */
export function ConnectionBanner() {
  const { t } = useTranslation('app');
  const connection = useConnection();
  const bridge = useBridge();
  const isRefused = connection === 'refused';
  return (
    <div role="status">
      {(connection === 'lost' || isRefused) && (
        <div className={styles.banner}>
          <Unplug aria-hidden />
          <span className={styles.text}>
            {isRefused ? t('connection.refused') : t('connection.lost')}
          </span>
          <Button
            variant="quiet"
            icon={isRefused ? <LogIn aria-hidden /> : <RefreshCw aria-hidden />}
            onPress={() => bridge.reconnect()}
          >
            {isRefused ? t('connection.signIn') : t('connection.retry')}
          </Button>
        </div>
      )}
    </div>
  );
}
