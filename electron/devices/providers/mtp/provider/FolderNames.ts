import { setImmediate } from 'node:timers/promises';
import { Emitter, type EventSource } from '../../../../base/Emitter.ts';
import { err, ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import type { MtpObject } from '../operations/MtpObject.ts';
import type { NameRules } from '../../../NameRules.ts';
import { NamesInFolder } from './NamesInFolder.ts';
import type { FolderHandle } from './ObjectIds.ts';

/** Unknown objects above which a folder is listed as a whole. */
const maximumSingles = 16;
/** Names that are taken in before others get their turn: a few milliseconds. */
const namesAtOnce = 1_000;

/** How a folder is looked at. */
export interface FolderView {
  handles(): Promise<Result<ReadonlySet<number>, AppError>>;
  objects(): Promise<Result<readonly MtpObject[], AppError>>;
  object(handle: number): Promise<Result<MtpObject, AppError>>;
}

/**
 * What the folders hold that are written to, by handle. What is known is checked against the handles the
 * device has now, one transaction whatever the folder's size; while a session of the device lasts, once
 * (WD-10). What the device tells of a change is heeded at all times.
 */
export class FolderNames {
  readonly #folders = new Map<string, NamesInFolder>();
  readonly #rules: NameRules;
  readonly #trusted = new Set<string>();
  readonly #beingWritten = new Set<number>();
  readonly #written = new Emitter<void>();
  #isInSession = false;
  /** How often everything was forgotten. */
  #era = 0;

  constructor(rules: NameRules) {
    this.#rules = rules;
  }

  /** At the beginning and at the end nothing is taken on trust. */
  setInSession(isInSession: boolean): void {
    this.#isInSession = isInSession;
    this.#trusted.clear();
  }

  /** The handles of before name nothing, or something else. */
  forgetAll(): void {
    this.#era += 1;
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
    if (!this.isWriting) this.#written.emit();
  }

  get isWriting(): boolean {
    return this.#beingWritten.size > 0;
  }

  /** Nothing is being written any more, and what was is known by its handle. */
  get written(): EventSource<void> {
    return this.#written;
  }

  isBeingWritten(handle: number): boolean {
    return this.#beingWritten.has(handle);
  }

  has(handle: number): boolean {
    return [...this.#folders.values()].some((names) => names.has(handle));
  }

  /** `device.noSuchObject` when everything was forgotten meanwhile: what was looked at is none of now. */
  async of(folder: FolderHandle, view: FolderView): Promise<Result<NamesInFolder, AppError>> {
    const key = keyOf(folder);
    const known = this.#folders.get(key);
    if (known !== undefined && this.#trusted.has(key)) return ok(known);
    const era = this.#era;
    const names =
      known === undefined ? await this.#listed(view) : await this.#compared(known, view);
    if (this.#era !== era) return err({ code: 'device.noSuchObject' });
    if (!names.ok) return names;
    this.#folders.set(key, names.value);
    if (this.#isInSession) this.#trusted.add(key);
    return names;
  }

  async #listed(view: FolderView): Promise<Result<NamesInFolder, AppError>> {
    const objects = await view.objects();
    if (!objects.ok) return objects;
    const names = new NamesInFolder(this.#rules);
    for (const [index, { handle, fileName }] of objects.value.entries()) {
      names.set(handle, fileName);
      if (index % namesAtOnce === namesAtOnce - 1) await setImmediate();
    }
    return ok(names);
  }

  async #compared(
    known: NamesInFolder,
    view: FolderView,
  ): Promise<Result<NamesInFolder, AppError>> {
    const handles = await view.handles();
    if (!handles.ok) return handles;
    const unknown = [...handles.value].filter((handle) => !known.has(handle));
    if (unknown.length > maximumSingles) return this.#listed(view);
    for (const handle of [...known.handles]) if (!handles.value.has(handle)) known.delete(handle);
    for (const handle of unknown) {
      const object = await view.object(handle);
      if (object.ok) known.set(handle, object.value.fileName);
      else if (object.error.code !== 'device.noSuchObject') return object;
    }
    return ok(known);
  }
}

function keyOf({ storageId, parent }: FolderHandle): string {
  return `${storageId} ${parent}`;
}
