import { Pause, Play, SkipBack, SkipForward } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Suppression } from '../../../electron/contract/playback.ts';
import { useConnection, usePlayback, usePlayer } from '../../stores/index.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { useShortcutKeys } from '../../ui/shortcutKeys.ts';
import { classNames } from '../../ui/classNames.ts';
import type { PlayerActions } from './PlayerActions.ts';
import styles from './Transport.module.css';

interface TransportProps {
  readonly actions: PlayerActions;
  readonly size?: 'medium' | 'large';
  /** Leaves out "previous", where there is little room. */
  readonly isShort?: boolean;
}

/** Previous, play or pause, next. They do not take the focus from where it is, so Space still plays. */
export function Transport({ actions, size = 'medium', isShort = false }: TransportProps) {
  const { t } = useTranslation('playerBar');
  const keys = useShortcutKeys();
  const isConnected = useConnection() === 'open';
  // Nobody is there to obey.
  const can = usePlayer((player) => (isConnected ? player?.can : undefined));
  const isEmpty = usePlayback((received) => (received?.value.status ?? 'empty') === 'empty');
  const wantsToPlay = usePlayback(
    (received) => received?.value.intent === 'play' && received.value.status !== 'stopped',
  );
  const isWaiting = usePlayback((received) => isWork(received?.value.suppression ?? null));
  const showsPause = wantsToPlay && !isEmpty;
  const canToggle = can !== undefined && (showsPause ? can.pause : can.play);

  return (
    <div className={styles.transport} dir="ltr">
      {!isShort && (
        <IconButton
          label={t('previous')}
          icon={<SkipBack fill="currentColor" />}
          keys={keys('previous')}
          isDisabled={can?.previous !== true}
          preventFocusOnPress
          size={size}
          onPress={() => actions.previous()}
        />
      )}
      <span className={classNames(styles.play, isWaiting && styles.waiting)}>
        <IconButton
          label={showsPause ? t('pause') : t('play')}
          icon={
            showsPause ? (
              <Pause fill="currentColor" strokeWidth={1} />
            ) : (
              <Play fill="currentColor" />
            )
          }
          keys={keys('togglePlay')}
          variant="filled"
          size={size}
          isDisabled={!canToggle}
          preventFocusOnPress
          className={styles.playButton}
          onPress={() => actions.togglePlay()}
        />
      </span>
      <IconButton
        label={t('next')}
        icon={<SkipForward fill="currentColor" />}
        keys={keys('next')}
        isDisabled={can?.next !== true}
        preventFocusOnPress
        size={size}
        onPress={() => actions.next()}
      />
    </div>
  );
}

/** Sound will come by itself. */
const works: ReadonlySet<Suppression> = new Set([
  'buffering',
  'opening',
  'uploading',
  'playerBusy',
]);

function isWork(suppression: Suppression | null): boolean {
  return suppression !== null && works.has(suppression);
}
