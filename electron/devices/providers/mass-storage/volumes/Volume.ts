import type { DeviceId } from '../../../../contract/ids.ts';
import type { PlaceFailure } from '../../../DeviceProvider.ts';

/** A mounted player, or a folder that a person added. */
export interface Volume {
  readonly deviceId: DeviceId;
  readonly kind: 'player' | 'folder';
  /** Where it is mounted; real, without links on the way. */
  readonly path: string;
  readonly label: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly serialNumber: string | null;
  /** E.g. `usb 1-4`; for a folder its name. */
  readonly location: string;
  /** As the system calls it, in lower case: `vfat`, `exfat`; `null` when it does not say. */
  readonly fileSystem: string | null;
  readonly isReadOnly: boolean;
  /** What the system calls the block device, to eject it; `null` for folders. */
  readonly blockDevice: string | null;
}

export interface FoundVolumes {
  readonly volumes: readonly Volume[];
  readonly failures: readonly PlaceFailure[];
}

/** How a system tells which players are mounted. */
export interface VolumeFinder {
  /** Another text when something may have been mounted or unmounted; cheap enough to ask every few seconds. */
  fingerprint(): Promise<string>;
  find(signal: AbortSignal): Promise<readonly Volume[]>;
}
