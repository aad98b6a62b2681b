import { BatteryFull, BatteryLow, BatteryMedium } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/index.ts';
import styles from './BatteryState.module.css';

interface BatteryStateProps {
  /** `null` when the player does not say. */
  readonly percent: number | null;
  readonly isTextHidden?: boolean;
}

/** How much is left in the battery of a player. */
export function BatteryState({ percent, isTextHidden = false }: BatteryStateProps) {
  const { t } = useTranslation('devices');
  const formats = useFormats();
  if (percent === null) return null;
  const Icon = percent < 20 ? BatteryLow : percent < 70 ? BatteryMedium : BatteryFull;
  const shown = formats.percent(percent / 100);
  const text = t('battery', { percent: shown });
  return (
    <span className={styles.battery} data-low={percent < 20 || undefined} title={text}>
      <Icon aria-hidden />
      <span className={isTextHidden ? 'visually-hidden' : undefined}>{text}</span>
    </span>
  );
}
