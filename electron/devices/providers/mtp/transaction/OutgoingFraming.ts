import { headerBytes } from '../codec/containers.ts';
import type { DeviceQuirks } from './DeviceQuirks.ts';

/** How the bytes of one data container are laid out in transfers. */
export interface OutgoingFraming {
  /** The payload's length as the header states it. */
  readonly statedBytes: number;
  /** Bytes of the container, header included, in pieces that no transfer may span. */
  readonly pieces: readonly number[];
  readonly transferBytes: number;
  /** Zeros behind the last byte, which the device drops. */
  readonly paddingBytes: number;
  /** Does a packet without bytes have to mark the end? */
  readonly emptyPacket: boolean;
  /** Is data that stops in the middle ended by a short packet there? */
  readonly endsEarly: boolean;
}

export function outgoingFraming(
  payloadBytes: number,
  packetBytes: number,
  quirks: DeviceQuirks,
): OutgoingFraming {
  const endsEarly = quirks.endsDataEarly;
  switch (quirks.outgoingFraming) {
    case 'standard':
      return { ...standardFraming(payloadBytes, packetBytes), endsEarly };
    case 'qemu':
      return { ...qemuFraming(payloadBytes), endsEarly };
  }
}

type Layout = Omit<OutgoingFraming, 'endsEarly'>;

/**
 * The end is a short packet; when header and payload fill their packets to the last byte, an empty one
 * (MTP 1.1, H.2).
 */
function standardFraming(payloadBytes: number, packetBytes: number): Layout {
  const totalBytes = headerBytes + payloadBytes;
  return {
    statedBytes: payloadBytes,
    pieces: [totalBytes],
    transferBytes: 64 * 1024,
    paddingBytes: 0,
    emptyPacket: totalBytes % packetBytes === 0,
  };
}

/** QEMU gathers data in a buffer of this size; what of a transfer does not fit is lost. */
const qemuBufferBytes = 512 * 1024;
/** A transfer whose size is a multiple of this is never the last. */
const qemuUnitBytes = 64;
/** Smaller transfers are stalled. */
const qemuSmallestTransferBytes = headerBytes;

/**
 * QEMU knows the end by a transfer whose size is no multiple of 64, and stalls those under 12 bytes. So
 * a container that is such a multiple gets a byte more, dropped because the buffer is full by then; and
 * one that would end in a tiny transfer is shifted. Both are done by the length in the header, which
 * QEMU uses only to size its first buffer.
 */
function qemuFraming(payloadBytes: number): Layout {
  const totalBytes = headerBytes + payloadBytes;
  const tailBytes = totalBytes % qemuBufferBytes;
  const wholeUnits = totalBytes % qemuUnitBytes === 0;
  const tinyTail = totalBytes > qemuBufferBytes && tailBytes < qemuSmallestTransferBytes;
  const layout = { transferBytes: qemuBufferBytes, emptyPacket: false };
  if (!wholeUnits && !tinyTail) {
    return { ...layout, statedBytes: payloadBytes, pieces: [totalBytes], paddingBytes: 0 };
  }
  const statedBytes = wholeUnits ? payloadBytes % qemuBufferBytes : qemuUnitBytes - headerBytes;
  const firstBytes = headerBytes + statedBytes;
  const pieces = [firstBytes, totalBytes - firstBytes].filter((bytes) => bytes > 0);
  return { ...layout, statedBytes, pieces, paddingBytes: wholeUnits ? 1 : 0 };
}
