import type { MonotonicClock } from '../../../../base/MonotonicClock.ts';
import { delay } from '../../../../base/delay.ts';
import { err, ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import type { ObjectId } from '../../../../contract/ids.ts';
import type { DeviceCapabilities } from '../../../DeviceCapabilities.ts';
import type { DeviceObject, FolderReference } from '../../../DeviceObject.ts';
import { isLegalName } from '../../../names/legalName.ts';
import { formatCodes } from '../codec/codes/formatCodes.ts';
import { FolderLister } from '../operations/FolderLister.ts';
import { readMtpObject, type MtpObject } from '../operations/MtpObject.ts';
import type { MtpSession } from '../operations/MtpSession.ts';
import { getObjectHandles } from '../operations/objectOperations.ts';
import { formatOf } from './mtpFormats.ts';
import { ObjectIds, type FolderHandle } from './ObjectIds.ts';
import { FolderNames } from './FolderNames.ts';
import type { PropertySupport } from './PropertySupport.ts';

/** Looks for an object that was just made, and the pause between two, in ms. */
const looksForNewObject = 10;
const lookPauseMs = 100;
const beyondAscii = /[^\u0020-\u007e]/;

/** What the parts of an `MtpConnection` share: the session, ids for handles, and what is known of folders. */
export class MtpContext {
  readonly session: MtpSession;
  readonly capabilities: DeviceCapabilities;
  readonly support: PropertySupport;
  readonly ids = new ObjectIds();
  readonly names: FolderNames;
  readonly lister: FolderLister;
  readonly #clock: MonotonicClock;

  constructor(
    session: MtpSession,
    capabilities: DeviceCapabilities,
    support: PropertySupport,
    clock: MonotonicClock,
  ) {
    this.session = session;
    this.capabilities = capabilities;
    this.support = support;
    this.names = new FolderNames(capabilities.nameRules);
    this.lister = new FolderLister(session.calls);
    this.#clock = clock;
  }

  /** In neutral words. `parent` where it is known, since not every device tells it right. */
  describe(object: MtpObject, parent?: FolderReference): DeviceObject {
    const isFolder = object.format === formatCodes.Association;
    if (parent?.folderId === null && this.session.quirks.rootIsAnObject) {
      this.ids.addRoot(object.parent);
    }
    return {
      objectId: this.ids.objectId(object.handle),
      parent: parent ?? this.ids.reference(object.storageId, object.parent),
      name: object.fileName,
      kind: isFolder ? 'folder' : 'file',
      sizeBytes: isFolder ? 0 : object.sizeBytes,
      format: isFolder ? 'other' : formatOf(object.format, object.fileName),
      modifiedAtMs: object.modifiedAtMs,
      readOnly: object.isProtected,
    };
  }

  async read(objectId: ObjectId, signal: AbortSignal): Promise<Result<MtpObject, AppError>> {
    const handle = this.ids.handle(objectId);
    return handle.ok ? readMtpObject(this.session.calls, handle.value, signal) : handle;
  }

  async stat(objectId: ObjectId, signal: AbortSignal): Promise<Result<DeviceObject, AppError>> {
    const object = await this.read(objectId, signal);
    return object.ok ? ok(this.describe(object.value)) : object;
  }

  async children(
    folder: FolderHandle,
    signal: AbortSignal,
  ): Promise<Result<readonly MtpObject[], AppError>> {
    const objects: MtpObject[] = [];
    const listed = await this.lister.list(folder.storageId, folder.parent, {
      signal,
      onObjects: (part) => void objects.push(...part),
      onCount: () => undefined,
    });
    return listed.ok ? ok(objects) : listed;
  }

  /** Is the name one that the device takes, and not taken? `but` may have it already. */
  async checkName(
    folder: FolderHandle,
    name: string,
    signal: AbortSignal,
    but: number | null = null,
  ): Promise<Result<void, AppError>> {
    const { nameRules } = this.capabilities;
    const isSpelt = this.session.quirks.unicodeNames || !beyondAscii.test(name);
    if (!isLegalName(name, nameRules) || !isSpelt) {
      return err({ code: 'device.illegalName', subject: name });
    }
    const { calls } = this.session;
    const known = await this.names.of(folder, {
      handles: async () => {
        const { storageId, parent } = folder;
        const listed = await getObjectHandles(calls, storageId, parent, signal);
        return listed.ok ? ok(listed.value.handles) : listed;
      },
      objects: () => this.children(folder, signal),
      object: (handle) => readMtpObject(calls, handle, signal),
    });
    if (!known.ok) return known;
    return known.value.isTaken(name, but) ? err({ code: 'device.nameTaken', subject: name }) : ok();
  }

  /** An object that was just made, under the name that the device gave it. */
  async findNew(
    folder: FolderHandle,
    handle: number,
    name: string,
    signal: AbortSignal,
  ): Promise<Result<MtpObject, AppError>> {
    return this.session.quirks.announcesOtherHandle
      ? this.#findByName(folder, handle, name, signal)
      : readMtpObject(this.session.calls, handle, signal);
  }

  /** QEMU announces a handle before it has the object, and knows it a moment after the last byte. */
  async #findByName(
    folder: FolderHandle,
    handle: number,
    name: string,
    signal: AbortSignal,
  ): Promise<Result<MtpObject, AppError>> {
    for (let look = 1; ; look += 1) {
      const announced = await readMtpObject(this.session.calls, handle, signal);
      if (announced.ok && announced.value.fileName === name) return announced;
      if (!announced.ok && announced.error.code !== 'device.noSuchObject') return announced;
      const listed = await this.children(folder, signal);
      if (!listed.ok) return listed;
      const found = listed.value.find(({ fileName }) => fileName === name);
      if (found !== undefined) return ok(found);
      if (look === looksForNewObject) {
        // One that calls it otherwise has it all the same.
        return announced.ok ? announced : err({ code: 'device.noSuchObject', subject: name });
      }
      await delay(this.#clock, lookPauseMs, signal);
    }
  }
}
