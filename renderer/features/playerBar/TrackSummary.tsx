import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { useNowPlaying } from '../../stores/index.ts';
import { classNames } from '../../ui/classNames.ts';
import { TitleLines } from '../../ui/TitleLines.tsx';
import { TrackCover } from './TrackCover.tsx';
import styles from './TrackSummary.module.css';
import { useTrackStatus } from './useTrackStatus.ts';

interface TrackSummaryProps {
  /** Accessible words for what a press does. */
  readonly pressLabel: string;
  readonly onPress: () => void;
  readonly coverSize?: 'small' | 'medium';
}

/** Cover, title, and artist or state; pressing it shows more. */
export function TrackSummary({ pressLabel, onPress, coverSize = 'medium' }: TrackSummaryProps) {
  const { t } = useTranslation('playerBar');
  const isEmpty = useNowPlaying((nowPlaying) => nowPlaying === null);
  const status = useTrackStatus();
  return (
    <div className={styles.summary}>
      <AriaButton
        className={styles.press ?? ''}
        aria-label={isEmpty ? t('openNowPlaying') : `${pressLabel}: ${status.title}`}
        preventFocusOnPress
        onPress={onPress}
      />
      <TrackCover className={classNames(styles.cover, styles[coverSize])} />
      <TitleLines {...status} className={styles.words ?? ''} />
    </div>
  );
}
