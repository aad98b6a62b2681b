import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { ReadRequest } from '../../DeviceConnection.ts';
import { Refusal } from './Refusal.ts';
import type { VolumeTree } from './VolumeTree.ts';

const chunkBytes = 256 * 1024;

/** Not over a link, and not waiting for who writes into a pipe; Windows knows neither, nor the flags. */
const readFlags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Reads a file, or a part of it. */
export async function readFile(
  tree: VolumeTree,
  request: ReadRequest,
  signal: AbortSignal,
): Promise<void> {
  const { path, stats } = await tree.find(request.objectId);
  if (!stats.isFile()) {
    throw new Refusal({ code: 'device.invalidRequest', details: 'a folder has no bytes' });
  }
  await using file = await open(path, readFlags);
  const { size } = await file.stat();
  const end = Math.min(size, request.offsetBytes + (request.lengthBytes ?? size));
  for (let at = request.offsetBytes; at < end;) {
    signal.throwIfAborted();
    const chunk = new Uint8Array(Math.min(chunkBytes, end - at));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
    if (bytesRead === 0) {
      throw new Refusal({ code: 'device.protocol', details: 'the file became shorter' });
    }
    at += bytesRead;
    await request.onChunk(chunk.subarray(0, bytesRead));
  }
}
