import { Maximize2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNowPlaying } from '../../stores/index.ts';
import { classNames } from '../../ui/classNames.ts';
import { Cover } from '../../ui/Cover.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useShortcutKeys } from '../../ui/shortcutKeys.ts';
import styles from './MiniPlayer.module.css';
import { PlaybackPrompt } from './PlaybackPrompt.tsx';
import type { PlayerActions } from './PlayerActions.ts';
import { SeekBar } from './SeekBar.tsx';
import { Transport } from './Transport.tsx';
import { useTrackStatus } from './useTrackStatus.ts';

interface MiniPlayerProps {
  readonly actions: PlayerActions;
  /** `null` where the window itself is too low for anything else. */
  readonly onLeave: (() => void) | null;
}

/** The whole program in a window of 420 by 120. */
export function MiniPlayer({ actions, onLeave }: MiniPlayerProps) {
  const { t } = useTranslation('playerBar');
  const keys = useShortcutKeys();
  const nowPlaying = useNowPlaying();
  const { title, line, tone } = useTrackStatus();
  return (
    <section className={styles.mini} aria-label={t('miniPlayer')}>
      <Cover
        artId={nowPlaying?.artId ?? null}
        seed={nowPlaying === null ? '' : (nowPlaying.tags.album ?? title)}
        hasVideo={nowPlaying?.hasVideo ?? false}
        className={styles.cover}
      />
      <div className={styles.body}>
        <div className={styles.top}>
          <div className={styles.words}>
            <h1 className={styles.title} dir="auto">
              {title}
            </h1>
            <p className={classNames(styles.line, styles[tone])} dir="auto">
              {line}
            </p>
          </div>
          <PlaybackPrompt />
          {onLeave !== null && (
            <IconButton
              label={t('leaveMiniPlayer')}
              icon={<Maximize2 />}
              keys={keys('miniPlayer')}
              size="small"
              preventFocusOnPress
              onPress={onLeave}
            />
          )}
        </div>
        <div className={styles.controls} dir="ltr">
          <Transport actions={actions} />
          <SeekBar actions={actions} shape="bare" />
        </div>
      </div>
    </section>
  );
}
