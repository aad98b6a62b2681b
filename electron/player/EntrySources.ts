import { assertNever } from '../base/assertNever.ts';
import type { EventSource } from '../base/Emitter.ts';
import type { MonotonicClock } from '../base/MonotonicClock.ts';
import type { GrantId } from '../contract/ids.ts';
import type { DeviceFiles } from '../files/DeviceFiles.ts';
import { DeviceFileSource } from '../files/DeviceFileSource.ts';
import { FileSource } from '../files/FileSource.ts';
import type { Grants } from '../files/Grants.ts';
import { UploadSource } from '../files/UploadSource.ts';
import type { UploadSpool } from '../files/UploadSpool.ts';
import type { MediaDescription } from '../library/MediaDescription.ts';
import type { RangedTagReading, TagReading } from '../library/TagReader.ts';
import type { MediaSource } from '../media/MediaSource.ts';
import type { EntryLocation } from '../queue/QueueEntry.ts';

/** A source that, once examined, tells what its file says of itself. */
export interface DescribedSource extends MediaSource {
  readonly description: MediaDescription | null;
}

/** Finds the bytes of entries. */
export interface SourceOpener {
  grantOf(location: EntryLocation): GrantId;
  open(location: EntryLocation): DescribedSource;
  /** Do its bytes wait for a file that is being sent to their player? */
  isHeld(location: EntryLocation): boolean;
  /** `isHeld` may have another answer. */
  readonly heldChanges: EventSource<void>;
}

interface EntrySourcesOptions {
  readonly grants: Grants;
  readonly tagReader: TagReading & RangedTagReading;
  /** Made in both hosts; the desktop's stays empty. */
  readonly spool: UploadSpool;
  readonly deviceFiles: DeviceFiles;
  readonly clock: MonotonicClock;
}

export class EntrySources implements SourceOpener {
  readonly #options: EntrySourcesOptions;

  constructor(options: EntrySourcesOptions) {
    this.#options = options;
  }

  get heldChanges(): EventSource<void> {
    return this.#options.deviceFiles.held.changes;
  }

  isHeld(location: EntryLocation): boolean {
    return location.kind === 'device' && this.#options.deviceFiles.held.has(location.deviceId);
  }

  grantOf(location: EntryLocation): GrantId {
    const { grants } = this.#options;
    switch (location.kind) {
      case 'path':
        return grants.grantFile(location.path);
      case 'upload':
        return grants.grantUpload(location.uploadId);
      case 'device':
        return grants.grantDevice(location);
      default:
        return assertNever(location);
    }
  }

  open(location: EntryLocation): DescribedSource {
    const { grants, tagReader, spool, deviceFiles, clock } = this.#options;
    switch (location.kind) {
      case 'path':
        return new FileSource({ path: location.path, grants, tagReader });
      case 'upload':
        return new UploadSource({ uploadId: location.uploadId, grants, spool, tagReader });
      case 'device': {
        const { deviceId, storageId, path } = location;
        const place = { deviceId, storageId, path };
        return new DeviceFileSource({ place, grants, deviceFiles, tagReader, clock });
      }
      default:
        return assertNever(location);
    }
  }
}
