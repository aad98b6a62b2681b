import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useNowPlaying } from '../../stores/index.ts';
import { classNames } from '../../ui/classNames.ts';
import { Cover } from '../../ui/Cover.tsx';
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
  const nowPlaying = useNowPlaying();
  const { title, line, tone } = useTrackStatus();
  return (
    <div className={styles.summary}>
      <AriaButton
        className={styles.press ?? ''}
        aria-label={nowPlaying === null ? t('openNowPlaying') : `${pressLabel}: ${title}`}
        preventFocusOnPress
        onPress={onPress}
      />
      <Cover
        artId={nowPlaying?.artId ?? null}
        seed={nowPlaying === null ? '' : (nowPlaying.tags.album ?? title)}
        hasVideo={nowPlaying?.hasVideo ?? false}
        className={classNames(styles.cover, styles[coverSize])}
      />
      <div className={styles.words}>
        <span className={styles.title} dir="auto">
          {title}
        </span>
        {line !== '' && (
          <span className={classNames(styles.line, styles[tone])} dir="auto">
            {line}
          </span>
        )}
      </div>
    </div>
  );
}
