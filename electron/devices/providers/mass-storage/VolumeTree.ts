import type { BigIntStats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StorageId, type ObjectId } from '../../../contract/ids.ts';
import type { DeviceObject, FolderReference } from '../../DeviceObject.ts';
import { formatOfName } from '../../formatOfName.ts';
import { isLegalName, nameKey } from '../../names/legalName.ts';
import type { NameRules } from '../../NameRules.ts';
import { massStorageError } from './massStorageError.ts';
import { NamesOnVolume } from './NamesOnVolume.ts';
import { ObjectTable } from './ObjectTable.ts';
import { Refusal } from './Refusal.ts';

/** A volume is one storage. */
export const volumeStorageId = StorageId.parse('volume');

/** A file or folder that is there, with where it is. */
export interface FoundObject {
  readonly path: string;
  readonly parentId: ObjectId | null;
  readonly name: string;
  readonly stats: BigIntStats;
}

/**
 * The files and folders of one mounted volume, by minted ids. No way leads out of it: names come from the
 * volume itself or are legal, and a link anywhere on the way is refused.
 */
export class VolumeTree {
  readonly rootPath: string;
  readonly nameRules: NameRules;
  readonly table = new ObjectTable();
  readonly names: NamesOnVolume;
  readonly #rootStats: BigIntStats;
  readonly #isReadOnly: boolean;

  private constructor(options: {
    rootPath: string;
    rootStats: BigIntStats;
    nameRules: NameRules;
    isReadOnly: boolean;
    names: NamesOnVolume;
  }) {
    this.rootPath = options.rootPath;
    this.nameRules = options.nameRules;
    this.names = options.names;
    this.#rootStats = options.rootStats;
    this.#isReadOnly = options.isReadOnly;
  }

  /** Rejects with the file system's error where there is no folder at `rootPath`. */
  static async open(
    rootPath: string,
    nameRules: NameRules,
    isReadOnly: boolean,
    names = new NamesOnVolume(nameRules),
  ): Promise<VolumeTree> {
    const stats = await lstat(rootPath, { bigint: true });
    if (!stats.isDirectory()) throw new Refusal({ code: 'device.notFound' });
    return new VolumeTree({ rootPath, rootStats: stats, nameRules, isReadOnly, names });
  }

  /**
   * Is the volume still mounted? An empty mount point that stays behind is another folder: what was
   * written there would fill this computer's disk.
   */
  async isPresent(): Promise<boolean> {
    const stats = await lstat(this.rootPath, { bigint: true }).catch(() => null);
    return stats !== null && isSameFile(stats, this.#rootStats);
  }

  async find(objectId: ObjectId): Promise<FoundObject> {
    const entry = this.table.get(objectId);
    if (entry === undefined) throw new Refusal({ code: 'device.noSuchObject' });
    const path = join(await this.#folderPath(entry.parentId), entry.name);
    const stats = await this.#statOf(path, objectId);
    if (!stats.isFile() && !stats.isDirectory()) {
      throw new Refusal({ code: 'device.invalidRequest', details: 'neither file nor folder' });
    }
    return { path, parentId: entry.parentId, name: entry.name, stats };
  }

  /** The path of a folder that is there. */
  async folderPath({ storageId, folderId }: FolderReference): Promise<string> {
    if (storageId !== volumeStorageId) throw new Refusal({ code: 'device.noSuchStorage' });
    return this.#folderPath(folderId);
  }

  /** Where something may get this name, in a folder that is there. `own` is what has it already. */
  async freePath(
    folder: FolderReference,
    name: string,
    own: FoundObject | null = null,
  ): Promise<string> {
    const folderPath = await this.folderPath(folder);
    this.refuseIfReadOnly();
    if (!isLegalName(name, this.nameRules)) {
      throw new Refusal({ code: 'device.illegalName', subject: name });
    }
    if (await this.#isTaken(folderPath, name, own)) {
      throw new Refusal({ code: 'device.nameTaken', subject: name });
    }
    return join(folderPath, name);
  }

  refuseIfReadOnly(): void {
    if (this.#isReadOnly) throw new Refusal({ code: 'device.writeProtected' });
  }

  describe(parentId: ObjectId | null, name: string, stats: BigIntStats): DeviceObject {
    const isFile = stats.isFile();
    return {
      objectId: this.table.idOf(parentId, name),
      parent: { storageId: volumeStorageId, folderId: parentId },
      name,
      kind: isFile ? 'file' : 'folder',
      sizeBytes: isFile ? Number(stats.size) : 0,
      format: isFile ? formatOfName(name) : 'other',
      modifiedAtMs: Number(stats.mtimeMs),
      readOnly: this.#isReadOnly || (stats.mode & 0o222n) === 0n,
    };
  }

  /** Step by step from the root, so that no step is over a link. */
  async #folderPath(folderId: ObjectId | null): Promise<string> {
    if (folderId === null) return this.rootPath;
    const entry = this.table.get(folderId);
    if (entry === undefined) throw new Refusal({ code: 'device.noSuchObject' });
    const path = join(await this.#folderPath(entry.parentId), entry.name);
    const stats = await this.#statOf(path, folderId);
    if (!stats.isDirectory()) {
      throw new Refusal({ code: 'device.invalidRequest', details: 'not a folder' });
    }
    return path;
  }

  async #statOf(path: string, objectId: ObjectId): Promise<BigIntStats> {
    try {
      return await lstat(path, { bigint: true });
    } catch (thrown) {
      if (massStorageError(thrown)?.code === 'device.noSuchObject') this.table.forget(objectId);
      throw thrown;
    }
  }

  /**
   * A file system that tells cases apart may hold two names that are one on a player: where case does
   * not count the folder is searched, unless the file system answers to the other case already. What only
   * changes its case is there under both names, and not always as the same file (FUSE).
   */
  async #isTaken(folderPath: string, name: string, own: FoundObject | null): Promise<boolean> {
    const isRespelling =
      own !== null &&
      dirname(own.path) === folderPath &&
      own.name !== name &&
      nameKey(own.name, this.nameRules) === nameKey(name, this.nameRules);
    if (isRespelling) return (await readdir(folderPath)).includes(name);
    const there = await statIfThere(join(folderPath, name));
    if (there !== null) return own === null || !isSameFile(there, own.stats);
    if (this.nameRules.caseSensitive) return false;
    const isOwnHere =
      own !== null &&
      dirname(own.path) === folderPath &&
      nameKey(own.name, this.nameRules) === nameKey(name, this.nameRules);
    const isCounted = async () =>
      (await this.names.countOf(folderPath, name)) > (isOwnHere ? 1 : 0);
    if (!(await isCounted())) return false;
    this.names.forget(folderPath);
    return isCounted();
  }
}

/** Rejects for any reason but that nothing is there: a name may be too long, the medium gone. */
function statIfThere(path: string): Promise<BigIntStats | null> {
  return lstat(path, { bigint: true }).catch((thrown: unknown) => {
    if (massStorageError(thrown)?.code === 'device.noSuchObject') return null;
    throw thrown;
  });
}

function isSameFile(left: BigIntStats, right: BigIntStats): boolean {
  return left.dev === right.dev && left.ino === right.ino;
}
