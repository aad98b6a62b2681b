import { randomBytes } from 'node:crypto';
import { isAbsolute, normalize } from 'node:path';
import { assertNever } from '../base/assertNever.ts';
import { Emitter, type EventSource } from '../base/Emitter.ts';
import type { DevicePlace } from '../contract/devices.ts';
import type { AppError } from '../contract/errors.ts';
import { GrantId, type UploadId } from '../contract/ids.ts';
import { isInsideFolder } from '../library/isInsideFolder.ts';

/** What a grant gives leave to read. */
export type GrantTarget =
  | {
      readonly kind: 'file';
      readonly path: string;
      /** Folders one of which it must really be in whenever it is read; `null`: it may be anywhere. */
      readonly confineTo: readonly string[] | null;
    }
  | { readonly kind: 'upload'; readonly uploadId: UploadId }
  | ({ readonly kind: 'device' } & DevicePlace);

/** Bytes of a grant could not be given to the page that asked for them. */
export interface GrantFailure {
  readonly grantId: GrantId;
  readonly error: AppError;
}

export interface GrantsOptions {
  /** Absolute folders that pages may browse: what is in one by name must be in one in truth. */
  readonly roots?: readonly string[];
  /** Default: as many as the largest queue, and what was browsed beside it. */
  readonly maximumGrants?: number;
}

const defaultMaximumGrants = 1_100_000;

/**
 * Leaves to read files, by ids that cannot be guessed. Only what the person opened or added is
 * granted; pages never see a path. When there are too many, the one unused for longest goes.
 */
export class Grants {
  readonly #targets = new Map<GrantId, GrantTarget>();
  readonly #idsByKey = new Map<string, GrantId>();
  readonly #roots: readonly string[];
  readonly #maximumGrants: number;
  readonly #failures = new Emitter<GrantFailure>();

  constructor({ roots = [], maximumGrants = defaultMaximumGrants }: GrantsOptions = {}) {
    this.#roots = roots;
    this.#maximumGrants = maximumGrants;
  }

  /** @param path absolute; the same path has the same grant while it lives */
  grantFile(path: string): GrantId {
    if (!isAbsolute(path)) throw new TypeError('A grant needs an absolute path');
    const confineTo = this.confinementOf(path);
    return this.#grant({ kind: 'file', path: normalize(path), confineTo });
  }

  /** `GrantTarget.confineTo` of the file at `path`. */
  confinementOf(path: string): readonly string[] | null {
    return this.#roots.some((root) => isInsideFolder(root, path)) ? this.#roots : null;
  }

  grantUpload(uploadId: UploadId): GrantId {
    return this.#grant({ kind: 'upload', uploadId });
  }

  grantDevice({ deviceId, storageId, path }: DevicePlace): GrantId {
    return this.#grant({ kind: 'device', deviceId, storageId, path });
  }

  /** `null` when there is no such grant. */
  resolve(grantId: GrantId): GrantTarget | null {
    const target = this.#targets.get(grantId);
    if (target === undefined) return null;
    this.#targets.delete(grantId);
    this.#targets.set(grantId, target);
    return target;
  }

  revoke(grantId: GrantId): void {
    const target = this.#targets.get(grantId);
    if (target === undefined) return;
    this.#targets.delete(grantId);
    this.#idsByKey.delete(keyOf(target));
  }

  get count(): number {
    return this.#targets.size;
  }

  /** Told by whoever serves the bytes; heard by the source that plays them. */
  reportFailure(failure: GrantFailure): void {
    this.#failures.emit(failure);
  }

  get failures(): EventSource<GrantFailure> {
    return this.#failures;
  }

  #grant(target: GrantTarget): GrantId {
    const key = keyOf(target);
    const existing = this.#idsByKey.get(key);
    if (existing !== undefined) {
      this.resolve(existing);
      return existing;
    }
    const grantId = GrantId.parse(randomBytes(16).toString('base64url'));
    this.#targets.set(grantId, target);
    this.#idsByKey.set(key, grantId);
    this.#forgetOldest();
    return grantId;
  }

  #forgetOldest(): void {
    if (this.#targets.size <= this.#maximumGrants) return;
    const oldest = this.#targets.keys().next();
    if (oldest.done !== true) this.revoke(oldest.value);
  }
}

function keyOf(target: GrantTarget): string {
  switch (target.kind) {
    case 'file':
      return `file:${target.path}`;
    case 'upload':
      return `upload:${target.uploadId}`;
    case 'device':
      return JSON.stringify([target.deviceId, target.storageId, ...target.path]);
    default:
      return assertNever(target);
  }
}
