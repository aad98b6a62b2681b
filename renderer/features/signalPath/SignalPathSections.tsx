import { AudioLines } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../stores/index.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { ClockCard } from './ClockCard.tsx';
import { LogView } from './LogView.tsx';
import { SignalGraph } from './SignalGraph.tsx';
import styles from './SignalPathSections.module.css';

/** Graph, clock and log, side by side where there is room. */
export function SignalPathSections() {
  const { t } = useTranslation('signalPath');
  const session = useSession((received) => received?.value ?? null);
  if (session === null) return <Skeleton shape="row" count={6} />;
  return (
    <div className={styles.sections}>
      <div className={styles.graphs}>
        {session.current === null ? (
          <div className={styles.nothing}>
            <EmptyState icon={<AudioLines />} title={t('nothing')} text={t('nothingText')} />
          </div>
        ) : (
          <SignalGraph title={t('now')} topology={session.current} />
        )}
        {session.next !== null && <SignalGraph title={t('next')} topology={session.next} />}
      </div>
      <div className={styles.facts}>
        <ClockCard session={session} />
        <LogView />
      </div>
    </div>
  );
}
