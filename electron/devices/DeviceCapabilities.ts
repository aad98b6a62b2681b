import type { NameRules } from './NameRules.ts';
import type { ObjectFormat } from './ObjectFormat.ts';

/** What a connection may be asked for. What it lacks it refuses with `device.unsupported`. */
export type DeviceOperation =
  | 'read'
  /** A part of an object, without what is before it: see `rangedBytes`. */
  | 'readRange'
  | 'write'
  /** Going on with an object that was written in part. */
  | 'resumeWrite'
  | 'makeFolder'
  | 'rename'
  | 'move'
  | 'copy'
  | 'remove'
  | 'setMetadata'
  /** The objects a playlist refers to. */
  | 'references'
  | 'setName'
  | 'eject';

/** What a device said it can do. Data, so that it can be shown, compared and tested. */
export interface DeviceCapabilities {
  readonly operations: ReadonlySet<DeviceOperation>;
  /** Formats the device advertises to play; `null` when it does not say. */
  readonly playableFormats: ReadonlySet<ObjectFormat> | null;
  /** How far into an object parts of it can be read without what is before them. */
  readonly rangedBytes: number;
  /** The largest object it takes, whatever the free space. */
  readonly maximumObjectBytes: number;
  readonly nameRules: NameRules;
}
