import { err, ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import { sourceErrorOf } from '../../../SourceReadError.ts';
import { headerBytes, writeHeader } from '../codec/containers.ts';
import type { IdleWatch } from '../../../../base/IdleWatch.ts';
import type { BulkOutPipe } from './BulkOutPipe.ts';
import { ByteSource, type ByteChunks } from './ByteSource.ts';
import type { OutgoingFraming } from './OutgoingFraming.ts';
import { transactionFailureOf, type TransactionFailure } from './TransactionFailure.ts';

interface OutgoingData {
  readonly code: number;
  readonly transactionId: number;
  readonly sizeBytes: number;
  readonly chunks: ByteChunks;
  onProgress?(sentBytes: number): void;
}

/**
 * Sends a data container; answers when its last transfer is on the way. It can be aborted until then:
 * from there on the device is quicker done than stopped. Fewer or more bytes than announced are
 * `file.changed`. Whatever keeps it from its end, the device is left in the middle of the data, where it
 * can be told to stop, and not before: told when it waits for data, uMTP hangs up.
 */
export async function sendData(
  pipe: BulkOutPipe,
  watch: IdleWatch,
  framing: OutgoingFraming,
  data: OutgoingData,
  signal: AbortSignal,
): Promise<Result<void, TransactionFailure>> {
  await using source = new ByteSource(data.chunks);
  let place = 0;
  for (const block of blocksOf(pipe, framing, data)) {
    const filled = await watch.aside(fill(source, block));
    const error = signal.aborted && !block.isLast ? cancelled : filled;
    if (error !== null) {
      const rest = place === 0 ? headerBytes : 0;
      if (framing.endsEarly) await pipe.write(block.bytes.subarray(0, rest));
      await pipe.flush();
      return err({ error, device: 'unsettled' });
    }
    const written = await pipe.write(block.bytes);
    if (!written.ok) return err(transactionFailureOf(written.error));
    place += block.bytes.byteLength;
    const arrivedBytes = place - headerBytes - pipe.pendingBytes;
    data.onProgress?.(Math.min(Math.max(0, arrivedBytes), data.sizeBytes));
  }
  if (framing.emptyPacket) await pipe.write(new Uint8Array(0));
  return ok();
}

const cancelled: AppError = { code: 'app.cancelled' };

interface Block {
  readonly bytes: Uint8Array;
  /** Where the payload goes, between the header and the padding. */
  readonly payload: Uint8Array;
  readonly isLast: boolean;
}

function* blocksOf(
  pipe: BulkOutPipe,
  framing: OutgoingFraming,
  data: OutgoingData,
): Generator<Block> {
  const totalBytes = headerBytes + data.sizeBytes;
  let place = 0;
  for (const pieceBytes of framing.pieces) {
    const pieceEnd = place + pieceBytes;
    while (place < pieceEnd) {
      const usedBytes = Math.min(framing.transferBytes, pieceEnd - place);
      const isLast = place + usedBytes === totalBytes;
      const bytes = pipe.block(usedBytes + (isLast ? framing.paddingBytes : 0)).fill(0, usedBytes);
      const { code, transactionId } = data;
      const lengthBytes = headerBytes + framing.statedBytes;
      if (place === 0) writeHeader(bytes, { type: 'data', code, transactionId, lengthBytes });
      const payload = bytes.subarray(place === 0 ? headerBytes : 0, usedBytes);
      place += usedBytes;
      yield { bytes, payload, isLast };
    }
  }
}

/** Why the block cannot be filled, or why it is not the last after all; `null` when all is well. */
async function fill(source: ByteSource, block: Block): Promise<AppError | null> {
  try {
    const isWhole = await source.fill(block.payload);
    if (!isWhole || (block.isLast && !(await source.ended()))) return { code: 'file.changed' };
    return null;
  } catch (thrown) {
    return sourceErrorOf(thrown, '');
  }
}
