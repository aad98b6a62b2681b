import { GrantedSource } from './GrantedSource.ts';
import type { Grants } from './Grants.ts';
import type { TagReading } from '../library/TagReader.ts';
import type { UploadSpool } from './UploadSpool.ts';
import type { UploadId } from '../contract/ids.ts';

export interface UploadSourceOptions {
  readonly uploadId: UploadId;
  readonly grants: Grants;
  readonly spool: UploadSpool;
  readonly tagReader: TagReading;
}

/** A media source of one file dropped into a browser. */
export class UploadSource extends GrantedSource {
  constructor(options: UploadSourceOptions) {
    super(options.grants.grantUpload(options.uploadId), options.grants, options.tagReader);
  }
}
