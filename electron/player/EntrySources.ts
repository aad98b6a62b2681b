import type { GrantId } from '../contract/ids.ts';
import { FileSource } from '../files/FileSource.ts';
import type { Grants } from '../files/Grants.ts';
import { UploadSource } from '../files/UploadSource.ts';
import type { UploadSpool } from '../files/UploadSpool.ts';
import type { MediaDescription } from '../library/MediaDescription.ts';
import type { TagReading } from '../library/TagReader.ts';
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
}

interface EntrySourcesOptions {
  readonly grants: Grants;
  readonly tagReader: TagReading;
  /** Made in both hosts; the desktop's stays empty. */
  readonly spool: UploadSpool;
}

export class EntrySources implements SourceOpener {
  readonly #options: EntrySourcesOptions;

  constructor(options: EntrySourcesOptions) {
    this.#options = options;
  }

  grantOf(location: EntryLocation): GrantId {
    const { grants } = this.#options;
    return location.kind === 'path'
      ? grants.grantFile(location.path)
      : grants.grantUpload(location.uploadId);
  }

  open(location: EntryLocation): DescribedSource {
    const { grants, tagReader, spool } = this.#options;
    return location.kind === 'path'
      ? new FileSource({ path: location.path, grants, tagReader })
      : new UploadSource({ uploadId: location.uploadId, grants, spool, tagReader });
  }
}
