import { join } from 'node:path';
import { silentLogger, type Logger } from '../../base/Logger.ts';
import { FakeMonotonicClock } from '../../base/testing/FakeMonotonicClock.ts';
import { TemporaryFolder } from '../../base/testing/TemporaryFolder.ts';
import { ClientId, UploadId } from '../../contract/ids.ts';
import { AnnouncedUploads } from '../AnnouncedUploads.ts';
import { reservedBytes, UploadSpool } from '../UploadSpool.ts';
import type { UploadHold } from '../UploadWaiters.ts';

const { signal } = new AbortController();
const page = ClientId.parse('page');

/** A spool of 100 bytes, and `page`, whose files are announced for it unless told otherwise. */
export async function openSpoolFixture() {
  const folder = new TemporaryFolder();
  const spoolFolder = join(folder.path, 'spool');
  const clock = new FakeMonotonicClock();
  const announced = new AnnouncedUploads();
  /** `freeBytes`: beside what has to stay free. `failure`: what asking for it rejects with. */
  const disk: { freeBytes: number; failure: Error | null } = { freeBytes: 0, failure: null };
  const warnings: string[] = [];
  const logger: Logger = { ...silentLogger, warn: (message) => void warnings.push(message) };
  const spool = await UploadSpool.open({
    announced,
    folder: spoolFolder,
    maximumBytes: 100,
    freeDiskBytes: () =>
      disk.failure === null
        ? Promise.resolve(reservedBytes + disk.freeBytes)
        : Promise.reject(disk.failure),
    idleTimeoutMs: 60_000,
    clock,
    logger,
  });

  const announce = (sizes: Readonly<Record<string, number>>, clientId = page) => {
    const files = Object.entries(sizes).map(([name, sizeBytes]) => ({
      uploadId: UploadId.parse(name),
      relativePath: `album/${name}.mp3`,
      sizeBytes,
    }));
    return announced.announce(clientId, files);
  };
  const send = (name: string, sizeBytes: number) =>
    spool.receive(UploadId.parse(name), new Blob(['x'.repeat(sizeBytes)]).stream(), signal);

  return {
    folder,
    spoolFolder,
    page,
    clock,
    announced,
    disk,
    warnings,
    spool,
    announce,
    send,
    /** Can its bytes still be had? */
    async isAvailable(name: string): Promise<boolean> {
      const wanted = await spool.want(UploadId.parse(name), AbortSignal.abort());
      return !wanted.ok && wanted.error.code === 'app.cancelled';
    },
    async fetch(name: string, sizeBytes: number): Promise<UploadHold> {
      const wanted = spool.want(UploadId.parse(name), signal);
      await send(name, sizeBytes);
      const hold = await wanted;
      if (!hold.ok) throw new Error(hold.error.code);
      return hold.value;
    },
    async [Symbol.asyncDispose]() {
      await spool[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
}

export type SpoolFixture = Awaited<ReturnType<typeof openSpoolFixture>>;
