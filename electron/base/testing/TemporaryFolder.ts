import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty folder for one test, gone with everything in it when disposed. */
export class TemporaryFolder implements Disposable {
  readonly path = mkdtempSync(join(realpathSync(tmpdir()), 'portamento-'));

  file(...names: readonly string[]): string {
    return join(this.path, ...names);
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
