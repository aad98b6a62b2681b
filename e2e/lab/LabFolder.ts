import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a lab keeps in its folder. Whoever knows the folder reaches the lab, from any process. */
export class LabFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** QEMU's control socket, in its QMP protocol; takes one client at a time. */
  get monitorSocket(): string {
    return join(this.path, 'monitor');
  }

  /** The guest's second serial port: commands for `guest/serve.sh`; takes one client at a time. */
  get controlSocket(): string {
    return join(this.path, 'control');
  }

  /** The guest's third serial port: what programs inside print. */
  get insideSocket(): string {
    return join(this.path, 'inside');
  }

  /** What the guest's kernel and programs, and QEMU itself, complained about. */
  get log(): string {
    return join(this.path, 'log');
  }

  /** The end of the log, for an error. */
  endOfLog(): string {
    return existsSync(this.log) ? readFileSync(this.log, 'utf8').slice(-4_000) : 'There is no log.';
  }

  /** What QEMU's device stores. */
  get qemuStore(): string {
    return join(this.path, 'qemu-store');
  }

  /** `/lab` of the programs inside. */
  get shared(): string {
    return join(this.path, 'shared');
  }

  /** The folders of a device of QEMU's that was unplugged: one path for each time. */
  abandonedStore(): string {
    return join(this.path, `qemu-store-${randomUUID()}`);
  }

  /** Only the user may enter: the sockets command a guest that can read what the user can. */
  create(): void {
    mkdirSync(this.path, { recursive: true, mode: 0o700 });
    mkdirSync(this.qemuStore, { recursive: true });
    mkdirSync(this.shared, { recursive: true });
  }
}
