import { execFile } from 'node:child_process';
import { renameSync } from 'node:fs';
import { promisify } from 'node:util';
import type { LabFolder } from './LabFolder.ts';

/**
 * Gives the store of QEMU's device new folders that hold the same files. QEMU goes on watching the folders
 * of a device that was unplugged in a session, and what it does when they change is done to memory that it
 * has freed (7.2 to 10, hw/usb/dev-mtp.c: there is no unrealize that would end the watch). To be called
 * when the device is gone.
 */
export async function abandonStore(folder: LabFolder): Promise<void> {
  const abandoned = folder.abandonedStore();
  renameSync(folder.qemuStore, abandoned);
  await promisify(execFile)('cp', ['--archive', '--link', abandoned, folder.qemuStore]);
}
