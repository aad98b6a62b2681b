import { Smartphone } from 'lucide-react';
import { useRef } from 'react';
import { Link } from 'react-aria-components';
import type { DeviceSnapshot } from '../../../electron/contract/devices.ts';
import type { DeviceId } from '../../../electron/contract/ids.ts';
import { useDevices } from '../../stores/index.ts';
import { useDropZone } from '../opening/index.ts';
import { BatteryState } from './BatteryState.tsx';
import { CapacityBar } from './CapacityBar.tsx';
import styles from './PlayerLinks.module.css';
import { useStatusText } from './useStatusText.ts';

export interface PlayerLinksProps {
  /** Whose page is shown. */
  readonly current: DeviceId | null;
  readonly hrefOf: (deviceId: DeviceId) => string;
}

/** Every player, connected ones first; files may be dropped on each. */
export function PlayerLinks({ current, hrefOf }: PlayerLinksProps) {
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
}

function PlayerLink({ device, href, isCurrent }: PlayerLinkProps) {
  const statusText = useStatusText(device);
  const link = useRef<HTMLAnchorElement>(null);
  const { deviceId, name, status } = device;
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
          <CapacityBar storages={device.storages} shape="thin" />
        ) : (
          <span className={styles.status}>{statusText}</span>
        )}
      </span>
      {status !== 'absent' && <BatteryState percent={device.batteryPercent} isTextHidden />}
    </Link>
  );
}
