import { HardDrive, Lock, MemoryStick } from 'lucide-react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { StorageSnapshot } from '../../../electron/contract/devices.ts';
import type { DeviceId } from '../../../electron/contract/ids.ts';
import { useFormats } from '../../i18n/index.ts';
import { useDropZone } from '../opening/index.ts';
import { CapacityBar } from './CapacityBar.tsx';
import styles from './StorageCard.module.css';
import { storageParts } from './storageParts.ts';

interface StorageCardProps {
  readonly deviceId: DeviceId;
  readonly storage: StorageSnapshot;
  readonly isShown: boolean;
  readonly onShow: () => void;
}

/**
 * One storage of a player: how full it is and with what. Pressing it shows what is on it, and what is
 * dropped on it is copied there.
 */
export function StorageCard({ deviceId, storage, isShown, onShow }: StorageCardProps) {
  const { t } = useTranslation('devices');
  const formats = useFormats();
  const card = useRef<HTMLButtonElement>(null);
  const { storageId, label } = storage;
  useDropZone(card, {
    targetAt: () => ({
      kind: 'player',
      deviceId,
      destination: { kind: 'byTemplate', storageId, template: null },
      name: label,
    }),
    onHover: (clientY) => {
      card.current?.toggleAttribute('data-drop-target', clientY !== null);
    },
  });
  const parts = storageParts(storage);
  return (
    <ToggleButton ref={card} className={styles.card ?? ''} isSelected={isShown} onChange={onShow}>
      <span className={styles.head}>
        {storage.removable ? <MemoryStick aria-hidden /> : <HardDrive aria-hidden />}
        <span className={styles.label}>
          <bdi>{label}</bdi>
        </span>
        {storage.readOnly && <Lock aria-label={t('storage.readOnly')} />}
      </span>
      <CapacityBar storages={[storage]} />
      <span className={styles.free}>
        {t('free', {
          free: formats.size(storage.freeBytes),
          capacity: formats.size(storage.capacityBytes),
        })}
      </span>
      {parts.length > 0 && (
        <span className={styles.legend}>
          {parts.map(({ kind, sizeBytes }) => (
            <span key={kind} className={styles.part} data-kind={kind}>
              {t('storage.part', {
                label: t(`storage.content.${kind}`),
                size: formats.size(sizeBytes),
              })}
            </span>
          ))}
        </span>
      )}
    </ToggleButton>
  );
}
