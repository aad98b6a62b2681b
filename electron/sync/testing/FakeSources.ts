import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import { piecesOf } from '../../devices/testing/piecesOf.ts';
import type { CopySource } from '../planning/CopyFile.ts';
import type { CopySources, OpenedSource } from '../sources/CopySources.ts';

function pathOf(source: CopySource): string {
  if (source.kind === 'path') return source.path;
  return source.kind === 'upload' ? source.uploadId : source.place.path.join('/');
}

/** Files in memory by their paths. */
export class FakeSources implements CopySources {
  readonly files = new Map<string, Uint8Array>();
  /** Where bytes were asked for from, oldest first; the look for locks is not counted. */
  openCount = 0;

  open(source: CopySource): Promise<Result<OpenedSource, AppError>> {
    const path = pathOf(source);
    const bytes = this.files.get(path);
    if (bytes === undefined) {
      const code = source.kind === 'upload' ? 'upload.gone' : 'file.notFound';
      return Promise.resolve(err({ code, subject: path }));
    }
    this.openCount += 1;
    return Promise.resolve(
      ok({
        sizeBytes: bytes.length,
        modifiedAtMs: null,
        read: (offsetBytes) => piecesOf(bytes, offsetBytes),
        [Symbol.asyncDispose]: () => {
          this.openCount -= 1;
          return Promise.resolve();
        },
      }),
    );
  }
}
