import { ok } from '../base/Result.ts';
import type { UploadId } from '../contract/ids.ts';
import type { TagReading } from '../library/TagReader.ts';
import { examineFile } from './examineFile.ts';
import { GrantedSource } from './GrantedSource.ts';
import type { Grants } from './Grants.ts';
import type { UploadSpool } from './UploadSpool.ts';

export interface UploadSourceOptions {
  readonly uploadId: UploadId;
  readonly grants: Grants;
  readonly spool: UploadSpool;
  readonly tagReader: TagReading;
}

/**
 * A media source of one file dropped into a browser. `createPresentationDescriptor` waits until all
 * its bytes are here; they stay until `shutdown`.
 */
export class UploadSource extends GrantedSource {
  constructor({ uploadId, grants, spool, tagReader }: UploadSourceOptions) {
    super({
      grantId: grants.grantUpload(uploadId),
      grants,
      examine: async (signal) => {
        const wanted = await spool.want(uploadId, signal);
        if (!wanted.ok) return wanted;
        const hold = wanted.value;
        const options = { tagReader, picture: 'embedded', confineTo: null, signal } as const;
        const examined = await examineFile(hold.path, options);
        if (!examined.ok) hold[Symbol.dispose]();
        return examined.ok ? ok({ ...examined.value, hold }) : examined;
      },
    });
  }
}
