import { ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import type { MtpObject } from '../operations/MtpObject.ts';
import type { FolderHandle } from './ObjectIds.ts';

type Names = Map<number, string>;

/** Unknown objects above which a folder is listed as a whole. */
const maximumSingles = 16;

/** How a folder is looked at. */
export interface FolderView {
  handles(): Promise<Result<readonly number[], AppError>>;
  objects(): Promise<Result<readonly MtpObject[], AppError>>;
  object(handle: number): Promise<Result<MtpObject, AppError>>;
}

/**
 * What the folders hold that are written to, by handle. What is known is checked against the handles the
 * device has now, one transaction whatever the folder's size; while a session of the device lasts, once
 * (WD-10). What the device tells of a change is heeded at all times.
 */
export class FolderNames {
  readonly #folders = new Map<string, Names>();
  readonly #trusted = new Set<string>();
  readonly #beingWritten = new Set<number>();
  #isInSession = false;

  /** At the beginning and at the end nothing is taken on trust. */
  setInSession(isInSession: boolean): void {
    this.#isInSession = isInSession;
    this.#trusted.clear();
  }

  forgetAll(): void {
    this.#folders.clear();
    this.#trusted.clear();
    this.#beingWritten.clear();
  }

  /** Something became of an object: what it is called, and where it is, has to be asked again. */
  forget(handle: number): void {
    this.#trusted.clear();
    for (const names of this.#folders.values()) names.delete(handle);
  }

  add(folder: FolderHandle, { handle, fileName }: Pick<MtpObject, 'handle' | 'fileName'>): void {
    this.#folders.get(keyOf(folder))?.set(handle, fileName);
  }

  /** Until `endWriting`, what the device tells of the object is no news. */
  beginWriting(folder: FolderHandle, handle: number, fileName: string): void {
    this.#beingWritten.add(handle);
    this.add(folder, { handle, fileName });
  }

  endWriting(handle: number): void {
    this.#beingWritten.delete(handle);
  }

  isBeingWritten(handle: number): boolean {
    return this.#beingWritten.has(handle);
  }

  has(handle: number): boolean {
    return [...this.#folders.values()].some((names) => names.has(handle));
  }

  async of(
    folder: FolderHandle,
    view: FolderView,
  ): Promise<Result<ReadonlyMap<number, string>, AppError>> {
    const key = keyOf(folder);
    const known = this.#folders.get(key);
    if (known !== undefined && this.#trusted.has(key)) return ok(known);
    const names = known === undefined ? await listed(view) : await compared(known, view);
    if (!names.ok) return names;
    this.#folders.set(key, names.value);
    if (this.#isInSession) this.#trusted.add(key);
    return names;
  }
}

async function listed(view: FolderView): Promise<Result<Names, AppError>> {
  const objects = await view.objects();
  return objects.ok
    ? ok(new Map(objects.value.map((each) => [each.handle, each.fileName])))
    : objects;
}

async function compared(known: Names, view: FolderView): Promise<Result<Names, AppError>> {
  const handles = await view.handles();
  if (!handles.ok) return handles;
  if (handles.value.filter((handle) => !known.has(handle)).length > maximumSingles) {
    return listed(view);
  }
  const names: Names = new Map();
  for (const handle of handles.value) {
    const name = known.get(handle);
    const object = name === undefined ? await view.object(handle) : null;
    if (name !== undefined) names.set(handle, name);
    else if (object?.ok === true) names.set(handle, object.value.fileName);
    else if (object?.ok === false && object.error.code !== 'device.noSuchObject') return object;
  }
  return ok(names);
}

function keyOf({ storageId, parent }: FolderHandle): string {
  return `${storageId} ${parent}`;
}
