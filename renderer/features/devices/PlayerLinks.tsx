import { Smartphone } from 'lucide-react';
import { useRef } from 'react';
import { Link } from 'react-aria-components/Link';
import { useTranslation } from 'react-i18next';
import type { DeviceSnapshot } from '../../../electron/contract/devices.ts';
import type { DeviceId } from '../../../electron/contract/ids.ts';
import { useFormats } from '../../i18n/index.ts';
import { useDevices } from '../../stores/index.ts';
import { useDropZone } from '../opening/index.ts';
import { BatteryState } from './BatteryState.tsx';
import { CapacityBar } from './CapacityBar.tsx';
import styles from './PlayerLinks.module.css';
import { totalRoom } from './totalRoom.ts';
import { useStatusText } from './useStatusText.ts';

export interface PlayerLinksProps {
  /** Whose page is shown. */
  readonly current: DeviceId | null;
  readonly hrefOf: (deviceId: DeviceId) => string;
  /** Says in figures how full each is. */
  readonly isDetailed?: boolean;
}

/** Every player, connected ones first; files may be dropped on each. */
export function PlayerLinks({ current, hrefOf, isDetailed = false }: PlayerLinksProps) {
  const devices = useDevices();
  const isAbsent = ({ status }: DeviceSnapshot) => status === 'absent';
  const ordered = [
    ...devices.filter((device) => !isAbsent(device)),
    ...devices.filter((device) => isAbsent(device)),
  ];
  return (
    <ul className={styles.list}>
      {ordered.map((device) => (
        <li key={device.deviceId}>
          <PlayerLink
            device={device}
            href={hrefOf(device.deviceId)}
            isCurrent={device.deviceId === current}
            isDetailed={isDetailed}
          />
        </li>
      ))}
    </ul>
  );
}

interface PlayerLinkProps {
  readonly device: DeviceSnapshot;
  readonly href: string;
  readonly isCurrent: boolean;
  readonly isDetailed: boolean;
}

function PlayerLink({ device, href, isCurrent, isDetailed }: PlayerLinkProps) {
  const { t } = useTranslation('devices');
  const formats = useFormats();
  const statusText = useStatusText(device);
  const link = useRef<HTMLAnchorElement>(null);
  const { deviceId, name, status } = device;
  const room = totalRoom(device.storages);
  useDropZone(link, {
    targetAt: () => ({
      kind: 'player',
      deviceId,
      destination: { kind: 'byTemplate', storageId: null, template: null },
      name,
    }),
    onHover: (clientY) => {
      link.current?.toggleAttribute('data-drop-target', clientY !== null);
    },
  });
  return (
    <Link
      ref={link}
      href={href}
      className={styles.link ?? ''}
      data-status={status}
      {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
    >
      <Smartphone aria-hidden />
      <span className={styles.names}>
        <span className={styles.name}>
          <bdi>{name}</bdi>
        </span>
        {status === 'ready' || status === 'busy' ? (
          <>
            <CapacityBar storages={device.storages} shape="thin" />
            {isDetailed && (
              <span className={styles.status}>
                {t('free', {
                  free: formats.size(room.freeBytes),
                  capacity: formats.size(room.capacityBytes),
                })}
              </span>
            )}
          </>
        ) : (
          <span className={styles.status}>{statusText}</span>
        )}
      </span>
      {status !== 'absent' && <BatteryState percent={device.batteryPercent} isTextHidden />}
    </Link>
  );
}
