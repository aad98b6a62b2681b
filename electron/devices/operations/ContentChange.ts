import type { ObjectId } from '../../contract/ids.ts';
import type { DeviceObject } from '../DeviceObject.ts';

/** What an operation of ours did to the contents of a device. Ids are removed before objects are added. */
export interface ContentChange {
  /** `moved` is renamed or moved; a folder that was made is `inserted`. */
  readonly kind: 'inserted' | 'moved' | 'deleted';
  readonly added: readonly DeviceObject[];
  /** A folder goes with all that is in it. */
  readonly removed: readonly ObjectId[];
}
