import { statSync } from 'node:fs';
import { join } from 'node:path';
import { ok } from '../../base/Result.ts';
import { StorageId } from '../../contract/ids.ts';
import { openPath } from '../sources/openPath.ts';
import { newTransfer } from './newTransfer.ts';
import { openFolderTransfers } from './openFolderTransfers.ts';

/*
 * Run as a process of its own: copies a file onto a folder, stands still when half of it is written, and
 * says so.
 */

const [folder = '', databaseFile = '', sourceFile = '', storageId = '', name = '', replaces = ''] =
  process.argv.slice(2);
const source = await openPath(sourceFile);
if (!source.ok) throw new Error(source.error.code);
const { sizeBytes, modifiedAtMs } = source.value;

const { transfers } = await openFolderTransfers({
  folder,
  databaseFile,
  sources: {
    open: () =>
      Promise.resolve(
        ok({
          sizeBytes,
          modifiedAtMs,
          read: (offsetBytes) => halfOf(source.value.read(offsetBytes)),
          [Symbol.asyncDispose]: () => Promise.resolve(),
        }),
      ),
  },
});

async function* halfOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let readBytes = 0;
  for await (const chunk of bytes) {
    // It is asked for more when what it gave is written.
    if (readBytes >= sizeBytes / 2) {
      process.stdout.write('half\n');
      await new Promise(() => undefined);
    }
    yield chunk;
    readBytes += chunk.length;
  }
}

function replacedFile(replacedName: string) {
  const { size, mtimeMs } = statSync(join(folder, replacedName));
  return { name: replacedName, sizeBytes: size, modifiedAtMs: Math.floor(mtimeMs) };
}

const work = {
  source: { kind: 'path', path: sourceFile } as const,
  storageId: StorageId.parse(storageId),
  replaces: replaces === '' ? null : replacedFile(replaces),
  modifiedAtMs,
};
const added = await transfers.add([newTransfer(name, { ...work, sizeBytes })]);
if (!added.ok) throw new Error(added.error.code);
// Its timers alone would not keep it running.
setInterval(() => undefined, 60_000);
