import { GrantedSource } from './GrantedSource.ts';
import type { TagReading } from '../library/TagReader.ts';
import type { Grants } from './Grants.ts';

export interface FileSourceOptions {
  /** Absolute. */
  readonly path: string;
  readonly grants: Grants;
  readonly tagReader: TagReading;
}

/** A media source of one file on this machine. */
export class FileSource extends GrantedSource {
  constructor(options: FileSourceOptions) {
    super(options.grants.grantFile(options.path), options.grants, options.tagReader);
  }
}
