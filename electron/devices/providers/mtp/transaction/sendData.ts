import { err, ok, type Result } from '../../../../base/Result.ts';
import type { IdleWatch } from '../transports/IdleWatch.ts';
import { headerBytes, writeHeader } from '../codec/containers.ts';
import type { BulkOutPipe } from './BulkOutPipe.ts';
import { ByteSource } from './ByteSource.ts';
import type { OutgoingFraming } from './OutgoingFraming.ts';
import { transactionFailureOf, type TransactionFailure } from './TransactionFailure.ts';

interface OutgoingData {
  readonly code: number;
  readonly transactionId: number;
  readonly sizeBytes: number;
  readonly chunks: AsyncIterable<Uint8Array>;
  onProgress?(sentBytes: number): void;
}

/**
 * Sends a data container; answers when its last transfer is on the way. It can be aborted until then: from there on the
 * device is quicker done than stopped. Fewer or more bytes than announced are `file.changed`.
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
  const totalBytes = headerBytes + data.sizeBytes;
  for (const pieceBytes of framing.pieces) {
    const pieceEnd = place + pieceBytes;
    while (place < pieceEnd) {
      const usedBytes = Math.min(framing.transferBytes, pieceEnd - place);
      const isLast = place + usedBytes === totalBytes;
      watch.follow(isLast ? null : signal);
      const block = new Uint8Array(usedBytes + (isLast ? framing.paddingBytes : 0));
      const start = place === 0 ? headerBytes : 0;
      if (place === 0) writeHeader(block, headerOf(framing, data));
      const filled = await watch.aside(source.fill(block.subarray(start, usedBytes)));
      if (!filled || (isLast && !(await watch.aside(source.ended())))) return err(changed);
      const written = await pipe.write(block);
      if (!written.ok) return err(transactionFailureOf(written.error));
      place += usedBytes;
      data.onProgress?.(Math.max(0, place - headerBytes - pipe.pendingBytes));
    }
  }
  if (framing.emptyPacket) await pipe.write(new Uint8Array(0));
  return ok();
}

const changed: TransactionFailure = { error: { code: 'file.changed' }, device: 'unsettled' };

function headerOf(framing: OutgoingFraming, { code, transactionId }: OutgoingData) {
  const lengthBytes = headerBytes + framing.statedBytes;
  return { type: 'data', code, transactionId, lengthBytes } as const;
}
