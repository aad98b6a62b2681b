import { open } from 'node:fs/promises';
import { delay } from '../../../base/delay.ts';
import { IdleWatch } from '../../../base/IdleWatch.ts';
import type { MonotonicClock } from '../../../base/MonotonicClock.ts';
import { err, ok, type Result } from '../../../base/Result.ts';
import type { AppError } from '../../../contract/errors.ts';
import type { ReadRequest } from '../../DeviceConnection.ts';
import type { LibmtpClient } from './LibmtpClient.ts';
import type { LibmtpFile } from './libmtpMessages.ts';

/** In ms. Less than the 20 s after which libmtp gives up a transfer, and the player with it. */
const stallMs = 15_000;
const lookMs = 50;
const chunkBytes = 256 * 1024;

/**
 * Has libmtp write a file to `path`, and reads it there while it grows. It cannot be stopped: one that was
 * cancelled is waited for as long as it may stall, and then ended with the player's connection.
 */
export async function readLibmtpFile(
  client: LibmtpClient,
  file: LibmtpFile,
  request: Pick<ReadRequest, 'onChunk' | 'signal'>,
  { path, clock }: { readonly path: string; readonly clock: MonotonicClock },
): Promise<Result<void, AppError>> {
  const { signal, onChunk } = request;
  await using growing = await open(path, 'w+', 0o600);
  const settled = new AbortController();
  const reading = client.read(file.handle, path).finally(() => settled.abort());
  using watch = new IdleWatch(clock, stallMs);
  watch.signal.addEventListener('abort', () => client.end({ code: 'device.timedOut' }));
  let takenBytes = 0;
  try {
    while (!signal.aborted) {
      const isWhole = settled.signal.aborted;
      const chunk = Buffer.allocUnsafeSlow(chunkBytes);
      const { bytesRead } = await growing.read(chunk, 0, chunkBytes, takenBytes);
      if (bytesRead > 0) {
        takenBytes += bytesRead;
        await watch.aside(onChunk(chunk.subarray(0, bytesRead)));
      } else if (isWhole) break;
      else await delay(clock, lookMs, settled.signal);
    }
  } finally {
    await reading;
    await growing.truncate();
  }
  const read = await reading;
  if (signal.aborted) return err({ code: 'app.cancelled' });
  if (!read.ok) return read;
  const { sizeBytes } = file;
  if (sizeBytes === null || sizeBytes === takenBytes) return ok();
  return err({ code: 'device.protocol', details: `${takenBytes} of ${sizeBytes} bytes` });
}
