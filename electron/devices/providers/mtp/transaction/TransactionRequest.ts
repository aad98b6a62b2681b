import type { ByteChunks } from './ByteSource.ts';
import type { OperationName } from '../codec/codes/operationCodes.ts';

/** What the initiator wants done: an operation, up to five parameters, and at most one data phase. */
export interface TransactionRequest {
  readonly operation: OperationName;
  readonly parameters: readonly number[];
  readonly data: DataPhase;
}

export type DataPhase =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'in';
      /** What is likely to come; only how it is asked for depends on it. */
      readonly expectedBytes: number | null;
      /** More is the device's mistake. */
      readonly maximumBytes: number;
      /**
       * May the device be stopped in the middle? Not all take it well: uMTP 1.3 ends the connection when
       * it is stopped at anything but a file (usb_gadget.c, MTP_REQ_CANCEL).
       */
      readonly interruptible: boolean;
      /** Awaited before much more is read. The bytes are the receiver's to keep. */
      onChunk(chunk: Uint8Array): Promise<void> | void;
    }
  | {
      readonly kind: 'out';
      readonly sizeBytes: number;
      readonly chunks: ByteChunks;
      /** Bytes of the payload that have left for the device. */
      onProgress?(sentBytes: number): void;
    };

/** How the device ended a transaction. */
export interface TransactionReply {
  /** One of `responseCodes`, or a vendor's own. */
  readonly code: number;
  readonly parameters: readonly number[];
}
