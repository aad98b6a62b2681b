import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MtpLab } from './MtpLab.ts';

/** Boots a lab in a folder that goes with it. Disposing of it waits until QEMU is gone. */
export async function temporaryLab(): Promise<{ readonly folder: string } & AsyncDisposable> {
  const folder = mkdtempSync(join(tmpdir(), 'mtp-lab-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const lab = await MtpLab.start({ folder });
    return { folder, [Symbol.asyncDispose]: () => lab.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}
