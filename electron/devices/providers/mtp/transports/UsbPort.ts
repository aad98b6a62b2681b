import type { Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import type { UsbDescriptors } from './UsbDescriptors.ts';

/** Why a transfer did not happen. Backends translate their own numbers into these, and nothing else. */
export interface UsbFailure {
  readonly kind:
    /** The endpoint is halted; `clearHalt` and go on. */
    | 'stalled'
    /** The transfer was called off. Bytes may have been moved. */
    | 'aborted'
    /** The device is gone, or the way to it. */
    | 'disconnected'
    /** The device sent more than was asked for, or bytes were damaged on the wire. */
    | 'faulty'
    /** Anything else. */
    | 'failed';
  /** The backend's own words, for the log. */
  readonly details: string;
}

export type UsbResult<Value> = Result<Value, UsbFailure>;

/** A control request, as in a setup packet (USB 2.0, 9.3). */
export interface ControlSetup {
  readonly requestType: number;
  readonly request: number;
  readonly value: number;
  readonly index: number;
}

/**
 * A USB device that was opened, whatever it is reached by. Transfers on one endpoint may be in flight
 * at once and happen in the order they were asked for. A transfer lasts until it is done or called off:
 * time is kept above, where it is known what is waited for.
 */
export interface UsbPort extends AsyncDisposable {
  readonly descriptors: UsbDescriptors;
  /** Aborted when the device is gone; every transfer then answers `disconnected`. */
  readonly gone: AbortSignal;

  /**
   * Takes the interface from the system's driver, if it has one, and keeps it until the port is closed.
   * Others may be in the way: `device.exclusiveAccess`, `device.permissionDenied`.
   */
  claim(interfaceNumber: number): Promise<Result<void, AppError>>;
  /** Bulk or interrupt. Fewer bytes than asked for mean a short packet; none, a packet without bytes. */
  transferIn(endpoint: number, lengthBytes: number): Promise<UsbResult<Uint8Array>>;
  /** Bulk; no bytes send a packet without any. The bytes must stay as they are until it is done. */
  transferOut(endpoint: number, bytes: Uint8Array): Promise<UsbResult<void>>;
  /** What is on its way on an endpoint answers `aborted`, unless it is done before. */
  callOff(endpoint: number): void;
  controlIn(
    setup: ControlSetup,
    lengthBytes: number,
    signal: AbortSignal,
  ): Promise<UsbResult<Uint8Array>>;
  controlOut(setup: ControlSetup, bytes: Uint8Array, signal: AbortSignal): Promise<UsbResult<void>>;
  clearHalt(endpoint: number, signal: AbortSignal): Promise<UsbResult<void>>;
  /** Resets the device and configures it again, as unplugging and plugging would. */
  reset(signal: AbortSignal): Promise<UsbResult<void>>;
}
