import { formatCodes } from '../codec/codes/formatCodes.ts';
import type { PropertyValue } from '../codec/PropertyValue.ts';

export const fakeStorageId = 0x0001_0001;

export interface FakeMtpObject {
  readonly handle: number;
  parent: number;
  readonly format: number;
  fileName: string;
  bytes: Uint8Array;
  /** The size it tells where that is not what it has. */
  readonly statedBytes?: number;
  readonly dateModified: string;
  references: readonly number[];
  /** Those a player shows, by property. */
  readonly texts: Map<number, string>;
  /** What it was told of its cover, by property. */
  readonly cover: Map<number, PropertyValue>;
}

/** What a `FakeResponder` keeps: one storage, objects by handle; 0 is its root. */
export class FakeMtpStore {
  readonly objects = new Map<number, FakeMtpObject>();
  capacityBytes = 64 * 1024 * 1024;
  #lastHandle = 0;

  add(object: Partial<FakeMtpObject> & Pick<FakeMtpObject, 'fileName'>): FakeMtpObject {
    this.#lastHandle += 1;
    const added: FakeMtpObject = {
      handle: this.#lastHandle,
      parent: 0,
      format: formatCodes.Undefined,
      bytes: new Uint8Array(0),
      dateModified: '20240229T120000',
      references: [],
      texts: new Map(),
      cover: new Map(),
      ...object,
    };
    this.objects.set(added.handle, added);
    return added;
  }

  addFolder(fileName: string, parent = 0): FakeMtpObject {
    return this.add({ fileName, parent, format: formatCodes.Association });
  }

  childrenOf(parent: number): readonly FakeMtpObject[] {
    return [...this.objects.values()].filter((object) => object.parent === parent);
  }

  remove(handle: number): void {
    for (const child of this.childrenOf(handle)) this.remove(child.handle);
    this.objects.delete(handle);
  }

  get freeBytes(): number {
    const used = [...this.objects.values()].reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
    return this.capacityBytes - used;
  }
}
