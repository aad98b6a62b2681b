import { useTranslation } from 'react-i18next';
import type { StorageSnapshot } from '../../../electron/contract/devices.ts';
import { useFormats } from '../../i18n/index.ts';
import styles from './CapacityBar.module.css';
import { storageParts } from './storageParts.ts';
import { totalRoom } from './totalRoom.ts';

interface CapacityBarProps {
  readonly storages: readonly StorageSnapshot[];
  /** `thin` in the sidebar, without kinds of content. */
  readonly shape?: 'thin' | 'full';
}

/** How full storages are, by kind of content where that is known. */
export function CapacityBar({ storages, shape = 'full' }: CapacityBarProps) {
  const { t } = useTranslation('devices');
  const formats = useFormats();
  const { capacityBytes, freeBytes } = totalRoom(storages);
  if (capacityBytes <= 0) return null;
  const usedFraction = Math.max(0, Math.min(1, 1 - freeBytes / capacityBytes));
  const parts = shape === 'full' ? storages.flatMap(storageParts) : [];
  return (
    <div
      className={styles.bar}
      data-shape={shape}
      data-full={usedFraction > 0.95 || undefined}
      role="meter"
      aria-label={t('used', { percent: formats.percent(usedFraction) })}
      aria-valuemin={0}
      aria-valuemax={1}
      aria-valuenow={usedFraction}
      aria-valuetext={t('free', {
        free: formats.size(freeBytes),
        capacity: formats.size(capacityBytes),
      })}
    >
      {parts.length === 0 ? (
        <div className={styles.used} style={{ inlineSize: `${usedFraction * 100}%` }} />
      ) : (
        parts.map(({ kind, sizeBytes }) => (
          <div
            key={kind}
            className={styles.part}
            data-kind={kind}
            style={{ inlineSize: `${(sizeBytes / capacityBytes) * 100}%` }}
          />
        ))
      )}
    </div>
  );
}
