import type { OperationName } from '../codec/codes/operationCodes.ts';

/** What brings a silent device back. */
export type SilenceEnd = 'cancel' | 'classReset' | 'reset' | 'never';

/** What a `FakeResponder` does wrong. Transactions are counted from 0, the opening of the session. */
export interface FakeMtpFaults {
  /** Answers these with a code of `responseCodes`, without doing anything. */
  refuses: Partial<Record<OperationName, number>>;
  /** Answers GetObjectInfo of this object with the code. */
  refusesInfoOf: { readonly handle: number; readonly code: number } | null;
  /** From this transaction on nothing is answered, until what `silenceEnds` names. */
  silentAt: number | null;
  silenceEnds: SilenceEnd;
  /** Is gone when this transaction begins. */
  disappearsAt: number | null;
  /** Is gone after this many bytes of data, in or out, of transaction `disappearsAt`. */
  disappearsAfterBytes: number;
  /** Halts an end in the data phase of this transaction, and forgets the transaction. */
  stallsAt: number | null;
  /** Forgets the session before this transaction. */
  forgetsSessionAt: number | null;
  /** Added to the length that data containers state. */
  lengthLieBytes: number;
  /** Bytes of each data container that are left out at its end. */
  cutsBytes: number;
  /** Sends the header of data in a packet of its own, as some players do. */
  sendsHeaderAlone: boolean;
  /** Leaves out the empty packet behind data that fills its packets, as QEMU does. */
  omitsEmptyPacket: boolean;
  /** States no length for data, as for objects of more than 4 GiB. */
  statesNoLength: boolean;
  /** Sends a response of an earlier transaction before each response. */
  repeatsResponses: boolean;
  /** Answers for the folder itself when a property list of its contents is asked for, as uMTP does. */
  ignoresDepth: boolean;
  /** Has the sizes in property lists as numbers of 32 bits. */
  listsSmallSizes: boolean;
}

export function noFaults(): FakeMtpFaults {
  return {
    refuses: {},
    refusesInfoOf: null,
    silentAt: null,
    silenceEnds: 'cancel',
    disappearsAt: null,
    disappearsAfterBytes: 0,
    stallsAt: null,
    forgetsSessionAt: null,
    lengthLieBytes: 0,
    cutsBytes: 0,
    sendsHeaderAlone: false,
    omitsEmptyPacket: false,
    statesNoLength: false,
    repeatsResponses: false,
    ignoresDepth: false,
    listsSmallSizes: false,
  };
}
