import type { DeviceConnection } from '../DeviceConnection.ts';

/** A connection whose answer may come before the device has let go of the call. */
export interface SettlingConnection extends DeviceConnection {
  /** A call that was answered as timed out is still on the wire: nothing else may be asked. */
  readonly isSettling: boolean;
}
