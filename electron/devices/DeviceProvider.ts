import type { Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import type { DeviceId } from '../contract/ids.ts';
import type { DeviceConnection } from './DeviceConnection.ts';
import type { DeviceIdentity, ProviderName } from './DeviceIdentity.ts';

/** A device on this machine's own USB, as the system numbers it. */
export interface LocalUsbDevice {
  readonly busNumber: number;
  readonly deviceNumber: number;
  readonly vendorId: number;
  readonly productId: number;
}

/** A device that could be opened, or that is there and cannot be: `obstacle` says why. */
export interface DeviceCandidate {
  readonly identity: DeviceIdentity;
  /** Where it is plugged in, e.g. `usb 1-4` or `nas.local 2-1`; two of the same name are told apart by it. */
  readonly location: string;
  /** Known before opening, e.g. `device.permissionDenied`; `null` when nothing speaks against it. */
  readonly obstacle: AppError | null;
  /** Nobody knows yet who it is: its id is by its place, and another once it can be opened. */
  readonly isUnread?: boolean;
  /** To find out what is in its way; absent where it is not on this machine's USB. */
  readonly usbDevice?: LocalUsbDevice;
}

/** A place that could not be searched: a machine that does not answer, a folder that is gone. */
export interface PlaceFailure {
  /** `host:port`, an absolute path, or the name of a provider. */
  readonly place: string;
  readonly error: AppError;
}

export interface Enumeration {
  readonly candidates: readonly DeviceCandidate[];
  readonly failures: readonly PlaceFailure[];
}

/** How hard to try; a device that stays silent is reset before it is opened. */
export type OpenApproach = 'gently' | 'afterReset';

/** A way to reach devices (the service provider of WMDM). */
export interface DeviceProvider extends AsyncDisposable {
  readonly name: ProviderName;
  /** `onChange` is a trigger to enumerate again, no more: what changed is found by comparing (WD-33). */
  watch(onChange: () => void): Disposable;
  enumerate(signal: AbortSignal): Promise<Enumeration>;
  /** `approach` is `gently` unless said otherwise; a provider without a transport to reset ignores it. */
  open(
    deviceId: DeviceId,
    signal: AbortSignal,
    approach?: OpenApproach,
  ): Promise<Result<DeviceConnection, AppError>>;
}
