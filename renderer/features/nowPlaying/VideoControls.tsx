import { Maximize, Minimize, Pause, Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/index.ts';
import { usePlayback, usePlayer } from '../../stores/index.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Slider } from '../../ui/Slider.tsx';
import { useShortcutKeys } from '../../ui/shortcutKeys.ts';
import { usePlayerActions } from '../playerBar/index.ts';
import { useShownPosition } from './useShownPosition.ts';
import styles from './VideoControls.module.css';

interface VideoControlsProps {
  readonly title: string;
  readonly isFullScreen: boolean;
  readonly onToggleFullScreen: () => void;
}

/** What lies over the picture while somebody moves. */
export function VideoControls({ title, isFullScreen, onToggleFullScreen }: VideoControlsProps) {
  const { t } = useTranslation('video');
  const keys = useShortcutKeys();
  const formats = useFormats();
  const actions = usePlayerActions();
  const isPlaying = usePlayback((received) => received?.value.intent === 'play');
  const durationMs = usePlayback((received) => received?.value.durationMs ?? null);
  const canSeek = usePlayer((player) => player?.can.seek ?? false);
  const positionMs = useShownPosition();
  const position = formats.duration(positionMs);
  return (
    <div className={styles.controls} dir="ltr">
      <h1 className={styles.title} dir="auto">
        {title}
      </h1>
      <div className={styles.row}>
        <IconButton
          label={isPlaying ? t('pause') : t('play')}
          icon={isPlaying ? <Pause /> : <Play />}
          keys={keys('togglePlay')}
          onPress={() => actions.togglePlay()}
        />
        {isFullScreen && durationMs !== null && (
          <>
            <span className={styles.time}>{position}</span>
            <Slider
              label={t('position')}
              className={styles.seek ?? ''}
              minValue={0}
              maxValue={Math.max(1, Math.round(durationMs / 1_000))}
              step={1}
              value={Math.round(positionMs / 1_000)}
              isDisabled={!canSeek}
              onChange={(seconds) => void actions.seekTo(seconds * 1_000)}
            />
            <span className={styles.time}>{formats.duration(durationMs)}</span>
          </>
        )}
        <IconButton
          label={isFullScreen ? t('leaveFullScreen') : t('fullScreen')}
          icon={isFullScreen ? <Minimize /> : <Maximize />}
          keys={keys('fullScreen')}
          className={styles.end}
          onPress={onToggleFullScreen}
        />
      </div>
    </div>
  );
}
