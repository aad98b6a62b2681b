import { ok } from '../base/Result.ts';
import type { TagReading } from '../library/TagReader.ts';
import { examineFile } from './examineFile.ts';
import { GrantedSource } from './GrantedSource.ts';
import type { Grants } from './Grants.ts';

export interface FileSourceOptions {
  /** Absolute. */
  readonly path: string;
  readonly grants: Grants;
  readonly tagReader: TagReading;
}

/** A media source of one file on this machine. */
export class FileSource extends GrantedSource {
  constructor({ path, grants, tagReader }: FileSourceOptions) {
    super({
      grantId: grants.grantFile(path),
      grants,
      examine: async (signal) => {
        const examined = await examineFile(path, {
          tagReader,
          picture: 'embeddedOrBeside',
          confineTo: grants.confinementOf(path),
          signal,
        });
        return examined.ok ? ok({ ...examined.value, hold: null }) : examined;
      },
    });
  }
}
