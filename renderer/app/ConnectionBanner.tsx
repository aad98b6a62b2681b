import { LogIn, RefreshCw, RotateCw, Unplug } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useBridge, useConnection } from '../stores/index.ts';
import { Button } from '../ui/Button.tsx';
import styles from './ConnectionBanner.module.css';

type Trouble = 'lost' | 'refused' | 'outdated';

const remedies = {
  lost: { icon: <RefreshCw aria-hidden />, label: 'retry' },
  refused: { icon: <LogIn aria-hidden />, label: 'signIn' },
  outdated: { icon: <RotateCw aria-hidden />, label: 'reload' },
} as const satisfies Record<Trouble, { readonly icon: ReactElement; readonly label: string }>;

/** Says that main cannot be reached, and what can be done about it. */
export function ConnectionBanner() {
  const connection = useConnection();
  return (
    <div role="status">
      {connection !== 'open' && connection !== 'connecting' && (
        <TroubleBanner trouble={connection} />
      )}
    </div>
  );
}

function TroubleBanner({ trouble }: { readonly trouble: Trouble }) {
  const { t } = useTranslation('app');
  const bridge = useBridge();
  const { icon, label } = remedies[trouble];
  return (
    <div className={styles.banner}>
      <Unplug aria-hidden />
      <span className={styles.text}>{t(`connection.${trouble}`)}</span>
      <Button variant="quiet" icon={icon} onPress={() => bridge.reconnect()}>
        {t(`connection.${label}`)}
      </Button>
    </div>
  );
}
