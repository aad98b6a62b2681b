import { ListMusic, Maximize, PictureInPicture2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton, ToggleIconButton } from '../../ui/IconButton.tsx';
import { useShortcutKeys } from '../../ui/shortcutKeys.ts';
import { PlaybackPrompt } from './PlaybackPrompt.tsx';
import type { PlayerActions } from './PlayerActions.ts';
import styles from './PlayerBar.module.css';
import { RateMenu, RepeatButton, ShuffleButton } from './PlayModes.tsx';
import { SeekBar } from './SeekBar.tsx';
import { TrackSummary } from './TrackSummary.tsx';
import { Transport } from './Transport.tsx';
import { VolumeControl } from './VolumeControl.tsx';

export interface PlayerBarProps {
  readonly actions: PlayerActions;
  readonly isQueueOpen: boolean;
  readonly onToggleQueue: () => void;
  readonly onShowNowPlaying: () => void;
  readonly onShowMini: () => void;
  readonly onToggleFullScreen: () => void;
}

/** The player across the foot of a wide window. */
export function PlayerBar(props: PlayerBarProps) {
  const { t } = useTranslation('playerBar');
  const keys = useShortcutKeys();
  const { actions } = props;
  return (
    <section className={styles.bar} aria-label={t('label')}>
      <div className={styles.start}>
        <TrackSummary pressLabel={t('openNowPlaying')} onPress={props.onShowNowPlaying} />
        <PlaybackPrompt />
      </div>
      <div className={styles.middle}>
        {/* Above the buttons: the time under the pointer then covers none of them. */}
        <SeekBar actions={actions} />
        <div className={styles.transport} dir="ltr">
          <ShuffleButton actions={actions} />
          <Transport actions={actions} />
          <RepeatButton actions={actions} />
        </div>
      </div>
      <div className={styles.end}>
        <RateMenu actions={actions} />
        <VolumeControl actions={actions} />
        <ToggleIconButton
          label={t('queue')}
          icon={<ListMusic className="mirror-rtl" />}
          keys={keys('queue')}
          data-opens="right-panel"
          isSelected={props.isQueueOpen}
          preventFocusOnPress
          onChange={props.onToggleQueue}
        />
        <IconButton
          label={t('miniPlayer')}
          icon={<PictureInPicture2 className="mirror-rtl" />}
          keys={keys('miniPlayer')}
          preventFocusOnPress
          className={styles.spare}
          onPress={props.onShowMini}
        />
        <IconButton
          label={t('fullScreen')}
          icon={<Maximize />}
          keys={keys('fullScreen')}
          preventFocusOnPress
          className={styles.spare}
          onPress={props.onToggleFullScreen}
        />
      </div>
    </section>
  );
}
