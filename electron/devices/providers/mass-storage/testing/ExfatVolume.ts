import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, ftruncateSync, mkdirSync, openSync } from 'node:fs';
import type { TemporaryFolder } from '../../../../base/testing/TemporaryFolder.ts';

const programs = ['/usr/sbin/mkfs.exfat', '/usr/sbin/mount.exfat-fuse', '/usr/sbin/losetup'];
const sizeBytes = 512 * 2 ** 20;

/** Why no exFAT can be mounted here; `null` when it can. */
export function missingForExfat(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'root on Linux';
  return programs.find((program) => !existsSync(program)) ?? null;
}

/** A real exFAT file system in an image, mounted at `path`; to be pulled and plugged in again. */
export class ExfatVolume implements Disposable {
  readonly path: string;
  readonly #loopDevice: string;

  constructor(folder: TemporaryFolder) {
    this.path = folder.file('player');
    mkdirSync(this.path);
    const image = folder.file('image');
    const file = openSync(image, 'w');
    ftruncateSync(file, sizeBytes);
    closeSync(file);
    run('/usr/sbin/mkfs.exfat', '-L', 'PLAYER', image);
    this.#loopDevice = run('/usr/sbin/losetup', '--find', '--show', image).trim();
    this.plugIn();
  }

  plugIn(): void {
    run('/usr/sbin/mount.exfat-fuse', this.#loopDevice, this.path);
  }

  /** As when a stick is pulled: open files stay open, and nothing is written any more. */
  pull(): void {
    run('/bin/umount', '--lazy', this.path);
  }

  [Symbol.dispose](): void {
    this.pull();
    run('/usr/sbin/losetup', '--detach', this.#loopDevice);
  }
}

function run(program: string, ...programArguments: readonly string[]): string {
  return execFileSync(program, programArguments, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
