import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, unlink, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { moveWithoutReplacing } from '../../../base/moveWithoutReplacing.ts';
import { syncFolder } from '../../../base/syncFolder.ts';
import type { AppError } from '../../../contract/errors.ts';
import type { ObjectId } from '../../../contract/ids.ts';
import type { PartialObject, WriteRequest } from '../../DeviceConnection.ts';
import type { DeviceObject } from '../../DeviceObject.ts';
import { sourceErrorOf } from '../../SourceReadError.ts';
import { Refusal } from './Refusal.ts';
import type { VolumeTree } from './VolumeTree.ts';

/**
 * What was written is put on the medium this often: progress stays honest, a cancel does not wait for
 * minutes of unwritten bytes, and a part that was torn off is whole up to a multiple of it.
 */
const syncEveryBytes = 16 * 2 ** 20;

/** Not over a link; Windows has no such flag, and no links on players. */
const writeFlags = constants.O_WRONLY | constants.O_NOFOLLOW;

/**
 * One file on its way to a volume: written under a temporary name beside its own, synced, and then given
 * its own name, so that a file under its own name is always whole.
 */
export class FileWriter {
  readonly #tree: VolumeTree;
  readonly #request: WriteRequest;
  readonly #objectId: ObjectId;
  readonly #partName: string;
  readonly #partPath: string;
  readonly #targetPath: string;
  #writtenBytes: number;
  /** It has its own name: it is whole, whatever fails after that. */
  #isPlaced = false;

  private constructor(options: {
    tree: VolumeTree;
    request: WriteRequest;
    objectId: ObjectId;
    partName: string;
    targetPath: string;
    writtenBytes: number;
  }) {
    this.#tree = options.tree;
    this.#request = options.request;
    this.#objectId = options.objectId;
    this.#partName = options.partName;
    this.#targetPath = options.targetPath;
    this.#partPath = join(dirname(options.targetPath), options.partName);
    this.#writtenBytes = options.writtenBytes;
  }

  /** Begins a new file at a `freePath`: from here on there is a part. */
  static async create(
    tree: VolumeTree,
    request: WriteRequest,
    targetPath: string,
  ): Promise<FileWriter> {
    const partName = `.portamento-${randomBytes(6).toString('hex')}.part`;
    const folderPath = dirname(targetPath);
    await using _file = await tree.names.changing(folderPath, { added: partName }, () =>
      open(join(folderPath, partName), 'wx'),
    );
    const objectId = tree.table.idOf(request.folder.folderId, partName);
    return new FileWriter({ tree, request, objectId, partName, targetPath, writtenBytes: 0 });
  }

  /** Goes on with a part. What another connection left may not have reached the medium to its last byte. */
  static async resume(
    tree: VolumeTree,
    request: WriteRequest,
    objectId: ObjectId,
  ): Promise<FileWriter> {
    const { name: partName, stats } = await tree.find(objectId);
    if (!stats.isFile()) throw new Refusal({ code: 'device.invalidRequest' });
    const targetPath = await tree.freePath(request.folder, request.name);
    const heldBytes = Number(stats.size);
    const syncedBytes =
      tree.table.get(objectId)?.syncedBytes ?? heldBytes - (heldBytes % syncEveryBytes);
    const { sizeBytes, acknowledgedBytes = heldBytes } = request;
    const writtenBytes = Math.min(heldBytes, syncedBytes, acknowledgedBytes, sizeBytes);
    return new FileWriter({ tree, request, objectId, partName, targetPath, writtenBytes });
  }

  get partial(): PartialObject {
    const name = this.#isPlaced ? this.#request.name : this.#partName;
    const partial = { objectId: this.#objectId, name, writtenBytes: this.#writtenBytes };
    return this.#isPlaced ? { ...partial, isWhole: true } : partial;
  }

  /** Writes all of it. Rejects with what went wrong; `leave` says what is left then. */
  async write(signal: AbortSignal): Promise<DeviceObject> {
    await this.#request.onCreated?.(this.partial);
    {
      await using file = await open(this.#partPath, writeFlags);
      await file.truncate(this.#writtenBytes);
      try {
        await this.#fill(file, signal);
      } finally {
        await this.#sync(file);
      }
      const { modifiedAtMs } = this.#request;
      if (modifiedAtMs !== null) await file.utimes(modifiedAtMs / 1000, modifiedAtMs / 1000);
    }
    return this.#finish();
  }

  /** Removes a part that is of no use, and says what is left. */
  async leave(error: AppError): Promise<PartialObject | null> {
    if (this.#isPlaced) return this.partial;
    const isUseless =
      this.#writtenBytes === 0 ||
      error.code === 'file.changed' ||
      error.code === 'device.storageFull' ||
      error.code === 'device.nameTaken';
    if (!isUseless) return this.partial;
    const isGone = await this.#tree.names
      .changing(dirname(this.#partPath), { removed: this.#partName }, () => unlink(this.#partPath))
      .then(
        () => true,
        () => false,
      );
    if (!isGone) return this.partial;
    this.#tree.table.forget(this.#objectId);
    return null;
  }

  async #fill(file: FileHandle, signal: AbortSignal): Promise<void> {
    const { sizeBytes } = this.#request;
    let unsyncedBytes = 0;
    for await (const chunk of this.#chunks()) {
      signal.throwIfAborted();
      if (this.#writtenBytes + chunk.length > sizeBytes)
        throw new Refusal({ code: 'file.changed' });
      await writeWhole(file, chunk, this.#writtenBytes);
      this.#writtenBytes += chunk.length;
      unsyncedBytes += chunk.length;
      if (unsyncedBytes >= syncEveryBytes) {
        await this.#sync(file);
        unsyncedBytes = 0;
      }
      this.#request.onProgress(this.#writtenBytes);
    }
    signal.throwIfAborted();
    if (this.#writtenBytes !== sizeBytes) throw new Refusal({ code: 'file.changed' });
  }

  /** What the source throws is not the volume's failure. */
  async *#chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    const source = this.#request.open(this.#writtenBytes)[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await source.next().catch((thrown: unknown) => {
          throw new Refusal(sourceErrorOf(thrown, this.#request.name));
        });
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      await source.return?.();
    }
  }

  async #sync(file: FileHandle): Promise<void> {
    await file.datasync();
    this.#tree.table.setSyncedBytes(this.#objectId, this.#writtenBytes);
  }

  async #finish(): Promise<DeviceObject> {
    const { folder, name } = this.#request;
    // Somebody else may have taken the name, or one that is the same on a player, while this was written.
    await this.#tree.freePath(folder, name);
    const change = { added: name, removed: this.#partName };
    await this.#tree.names.changing(dirname(this.#targetPath), change, () =>
      moveWithoutReplacing(this.#partPath, this.#targetPath),
    );
    this.#isPlaced = true;
    this.#tree.table.relocate(this.#objectId, folder.folderId, name);
    await syncFolder(dirname(this.#targetPath));
    const stats = await lstat(this.#targetPath, { bigint: true });
    return this.#tree.describe(folder.folderId, name, stats);
  }
}

async function writeWhole(file: FileHandle, chunk: Uint8Array, atBytes: number): Promise<void> {
  for (let done = 0; done < chunk.length;) {
    const { bytesWritten } = await file.write(chunk, done, chunk.length - done, atBytes + done);
    done += bytesWritten;
  }
}
