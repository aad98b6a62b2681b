import { Volume1, Volume2, VolumeX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayer } from '../../stores/index.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { useShortcutKeys } from '../../ui/shortcutKeys.ts';
import { Slider } from '../../ui/Slider.tsx';
import type { PlayerActions } from './PlayerActions.ts';
import styles from './VolumeControl.module.css';

/** Mute and loudness; moving the slider while muted unmutes. */
export function VolumeControl({ actions }: { readonly actions: PlayerActions }) {
  const { t } = useTranslation('playerBar');
  const keys = useShortcutKeys();
  const volume = usePlayer((player) => player?.volume ?? 1);
  const muted = usePlayer((player) => player?.muted ?? false);
  /** What was asked for; the next step starts from it, whenever main tells of it. */
  const [wanted, setWanted] = useState<{ readonly volume: number } | null>(null);
  const shown = wanted?.volume ?? (muted ? 0 : volume);
  const Icon = shown === 0 ? VolumeX : shown < 0.5 ? Volume1 : Volume2;

  return (
    <div className={styles.volume}>
      <IconButton
        label={muted ? t('unmute') : t('mute')}
        icon={<Icon className="mirror-rtl" />}
        keys={keys('mute')}
        preventFocusOnPress
        onPress={() => actions.toggleMuted()}
      />
      <Slider
        label={t('volume')}
        className={styles.slider ?? ''}
        minValue={0}
        maxValue={1}
        step={0.01}
        value={shown}
        formatOptions={{ style: 'percent' }}
        onChange={(value) => {
          const asked = { volume: value };
          setWanted(asked);
          if (muted) actions.setMuted(false);
          void actions
            .setVolume(value)
            .then(() => setWanted((newest) => (newest === asked ? null : newest)));
        }}
      />
    </div>
  );
}
