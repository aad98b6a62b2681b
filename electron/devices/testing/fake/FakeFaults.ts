import type { AppError } from '../../../contract/errors.ts';
import type { DeviceOperation } from '../../DeviceCapabilities.ts';

/** What can be refused. */
export type AskedOperation = DeviceOperation | 'list' | 'stat' | 'listStorages';

/** What can be wrong with a `FakeDevice`; all of it may be changed while it is connected. */
export interface FakeFaults {
  /** It is unplugged when this transaction begins, counted from 1 over its life. */
  disappearsAtTransaction: number | null;
  /** It does what this transaction asks for, and is unplugged before it has said so. */
  disappearsAfterAnswerOf: number | null;
  /** This transaction falls silent: it ends only by an abort, by `releaseStall`, or unplugged. */
  stallsAtTransaction: number | null;
  /** An abort does not end a silent transaction: it stays on the wire until `releaseStall`. */
  stallOutlivesAbort: boolean;
  /** After a silent transaction nothing answers until the device is opened anew. */
  wedgesAfterStall: boolean;
  /** As before, and opening does not help unless the transport is reset. */
  wedgeNeedsReset: boolean;
  /** Every read ends this many bytes too early, and says that all went well. */
  readsShortByBytes: number;
  /** Every file is said to be this many bytes longer (or shorter, below 0) than it is. */
  sizeLieBytes: number;
  /** Every write loses its last bytes, and says that all went well. */
  losesWrittenBytes: number;
  /** A write that is broken off leaves nothing behind. */
  dropsPartialObjects: boolean;
  /** What is asked for is refused with this error. */
  refusals: Map<AskedOperation, AppError>;
  /** How long every transaction takes on the device's clock. */
  latencyMs: number;
}

export function noFaults(): FakeFaults {
  return {
    disappearsAtTransaction: null,
    disappearsAfterAnswerOf: null,
    stallsAtTransaction: null,
    stallOutlivesAbort: false,
    wedgesAfterStall: false,
    wedgeNeedsReset: false,
    readsShortByBytes: 0,
    sizeLieBytes: 0,
    losesWrittenBytes: 0,
    dropsPartialObjects: false,
    refusals: new Map(),
    latencyMs: 0,
  };
}
