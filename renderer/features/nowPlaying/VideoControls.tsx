import { Maximize, Minimize, Pause, Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePlayback } from '../../stores/index.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { useShortcutKeys } from '../../ui/shortcutKeys.ts';
import { SeekBar, usePlayerActions } from '../playerBar/index.ts';
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
  const actions = usePlayerActions();
  const isPlaying = usePlayback((received) => received?.value.intent === 'play');
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
        {isFullScreen && <SeekBar actions={actions} />}
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
