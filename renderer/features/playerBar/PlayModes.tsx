import { Repeat, Repeat1, Shuffle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/index.ts';
import { usePlayer } from '../../stores/index.ts';
import { Button } from '../../ui/Button.tsx';
import { ToggleIconButton } from '../../ui/IconButton.tsx';
import { MenuButton, MenuItem } from '../../ui/Menu.tsx';
import { useShortcutKeys } from '../../ui/shortcutKeys.ts';
import { rates, type PlayerActions } from './PlayerActions.ts';
import styles from './PlayModes.module.css';

interface PlayModeProps {
  readonly actions: PlayerActions;
}

export function ShuffleButton({ actions }: PlayModeProps) {
  const { t } = useTranslation('playerBar');
  const keys = useShortcutKeys();
  const isOn = usePlayer((player) => player?.shuffle ?? false);
  return (
    <ToggleIconButton
      label={t('shuffle')}
      icon={<Shuffle />}
      keys={keys('shuffle')}
      isSelected={isOn}
      preventFocusOnPress
      onChange={() => actions.toggleShuffle()}
    />
  );
}

/** Off, all, one, in turn; its name says which. */
export function RepeatButton({ actions }: PlayModeProps) {
  const { t } = useTranslation('playerBar');
  const keys = useShortcutKeys();
  const repeat = usePlayer((player) => player?.repeat ?? 'off');
  return (
    <ToggleIconButton
      label={t(`repeat.${repeat}`)}
      icon={repeat === 'one' ? <Repeat1 /> : <Repeat />}
      keys={keys('repeat')}
      isSelected={repeat !== 'off'}
      preventFocusOnPress
      onChange={() => actions.cycleRepeat()}
    />
  );
}

export function RateMenu({ actions }: PlayModeProps) {
  const { t } = useTranslation('playerBar');
  const formats = useFormats();
  const rate = usePlayer((player) => player?.rate ?? 1);
  const canSetRate = usePlayer((player) => player?.can.setRate ?? false);
  const offered = rates.includes(rate) ? rates : [...rates, rate].toSorted((a, b) => a - b);
  return (
    <MenuButton
      label={t('rate')}
      placement="top"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[String(rate)]}
      onSelectionChange={(keys) => {
        const chosen = offered.find((one) => keys === 'all' || keys.has(String(one)));
        if (chosen !== undefined) actions.setRate(chosen);
      }}
      trigger={
        <Button
          variant="quiet"
          className={styles.rate ?? ''}
          isDisabled={!canSetRate}
          preventFocusOnPress
          aria-label={t('rateIs', { rate: formats.rate(rate) })}
        >
          <span className={rate === 1 ? styles.normal : styles.changed}>{formats.rate(rate)}</span>
        </Button>
      }
    >
      {offered.map((one) => (
        <MenuItem key={one} id={String(one)}>
          {formats.rate(one)}
        </MenuItem>
      ))}
    </MenuButton>
  );
}
