import type { Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceConnection } from '../DeviceConnection.ts';
import type { SessionParticipant } from '../SessionParticipant.ts';
import type { ProtectionScheme } from './ProtectionScheme.ts';

export interface ProtectedFile {
  /** As a person would say it. */
  readonly name: string;
  /** `null` where only the caller says that it is locked. */
  readonly scheme: ProtectionScheme | null;
}

/** Who guards protected content on one device (the secure content provider of WMDM). */
export interface DeviceContentProvider extends SessionParticipant {
  /**
   * May the device receive this file? In a session what the device has to show for itself is asked for
   * once, outside of one for each file (WD-08, WD-38). Clear files are never asked about.
   */
  authorise(file: ProtectedFile, signal: AbortSignal): Promise<Result<void, AppError>>;
}

/** Makes the guard of each device. */
export interface ContentProvider {
  /** `connection` is the service provider's side of the device, asked while a session lasts. */
  forDevice(connection: DeviceConnection): DeviceContentProvider;
}
