import { Maximize2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/IconButton.tsx';
import { useShortcutKeys } from '../../ui/shortcutKeys.ts';
import { TitleLines } from '../../ui/TitleLines.tsx';
import { useHasPictureHere } from '../sink/index.ts';
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
  /** What went wrong, in the size of an icon, where nothing else tells it. */
  readonly notices?: ReactNode;
}

/** The whole program in a window of 420 by 120; a picture takes what room there is above that. */
export function MiniPlayer({ actions, onLeave, notices }: MiniPlayerProps) {
  const { t } = useTranslation('playerBar');
  const keys = useShortcutKeys();
  const status = useTrackStatus();
  const hasPictureHere = useHasPictureHere();
  return (
    <section
      className={styles.mini}
      aria-label={t('miniPlayer')}
      data-picture={hasPictureHere || undefined}
    >
      {hasPictureHere ? (
        <MiniPicture className={styles.picture} />
      ) : (
        <TrackCover className={styles.cover} />
      )}
      <div className={styles.body}>
        <div className={styles.top}>
          <TitleLines {...status} heading="h1" />
          <PlaybackPrompt />
          {notices}
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
