import { Maximize2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNowPlaying } from '../../stores/index.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { useShortcutKeys } from '../../ui/shortcutKeys.ts';
import { TitleLines } from '../../ui/TitleLines.tsx';
import { usePlaysHere } from '../sink/index.ts';
import { MiniPicture } from './MiniPicture.tsx';
import styles from './MiniPlayer.module.css';
import { PlaybackPrompt } from './PlaybackPrompt.tsx';
import type { PlayerActions } from './PlayerActions.ts';
import { SeekBar } from './SeekBar.tsx';
import { TrackCover } from './TrackCover.tsx';
import { Transport } from './Transport.tsx';
import { useTrackStatus } from './useTrackStatus.ts';

interface MiniPlayerProps {
  readonly actions: PlayerActions;
  /** `null` where the window itself is too low for anything else. */
  readonly onLeave: (() => void) | null;
  /** Is it in the page itself? A picture cannot go to another window without a pause. */
  readonly isInPage: boolean;
}

/** The whole program in a window of 420 by 120. */
export function MiniPlayer({ actions, onLeave, isInPage }: MiniPlayerProps) {
  const { t } = useTranslation('playerBar');
  const keys = useShortcutKeys();
  const status = useTrackStatus();
  const playsHere = usePlaysHere();
  const hasPicture = useNowPlaying((track) => track?.hasVideo === true && track.error === null);
  return (
    <section className={styles.mini} aria-label={t('miniPlayer')}>
      {hasPicture && playsHere && isInPage ? (
        <MiniPicture className={styles.picture} />
      ) : (
        <TrackCover className={styles.cover} />
      )}
      <div className={styles.body}>
        <div className={styles.top}>
          <TitleLines {...status} heading="h1" />
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
