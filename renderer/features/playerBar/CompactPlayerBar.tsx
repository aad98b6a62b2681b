import { useTranslation } from 'react-i18next';
import { PlaybackPrompt } from './PlaybackPrompt.tsx';
import type { PlayerActions } from './PlayerActions.ts';
import styles from './CompactPlayerBar.module.css';
import { SeekBar } from './SeekBar.tsx';
import { TrackSummary } from './TrackSummary.tsx';
import { Transport } from './Transport.tsx';

interface CompactPlayerBarProps {
  readonly actions: PlayerActions;
  /** Opens the player over the whole window. */
  readonly onOpen: () => void;
}

/** The player of a narrow window, above the tabs. */
export function CompactPlayerBar({ actions, onOpen }: CompactPlayerBarProps) {
  const { t } = useTranslation('playerBar');
  return (
    <section className={styles.bar} aria-label={t('label')}>
      <div className={styles.seek}>
        <SeekBar actions={actions} shape="line" />
      </div>
      <div className={styles.summary}>
        <TrackSummary pressLabel={t('openPlayer')} onPress={onOpen} coverSize="small" />
      </div>
      <PlaybackPrompt />
      <Transport actions={actions} isShort />
    </section>
  );
}
