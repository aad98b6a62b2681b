import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import {
  accessSync,
  constants,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../scripts/setup/cacheFolder.ts';
import { labPrograms } from './labPrograms.ts';

const scriptsFolder = join(import.meta.dirname, 'guest');

export interface GuestImage {
  readonly kernel: string;
  /** The first file system: a packed archive. */
  readonly initrd: string;
}

/**
 * The guest's kernel, and its first file system, built unless it is in the cache. Two runs may do so at
 * once: the last one's replaces the other, which is the same.
 */
export async function guestImage(): Promise<GuestImage> {
  const release = kernelRelease();
  if (release === null) throw new Error('There is no kernel to boot: see missingForLab');
  const initrd = join(cacheFolder, 'lab', `guest-${release}-${digest()}.cpio.gz`);
  if (!isReadable(initrd)) {
    mkdirSync(join(cacheFolder, 'lab'), { recursive: true });
    const unfinished = `${initrd}.${randomUUID()}`;
    try {
      await promisify(execFile)(join(scriptsFolder, 'build.sh'), [release, unfinished]);
      renameSync(unfinished, initrd);
    } finally {
      rmSync(unfinished, { force: true });
    }
  }
  return { kernel: kernelFile(release), initrd };
}

/** The release of the installed Debian kernel that can be a USB device, the newest; `null` without one. */
export function kernelRelease(): string | null {
  const newestFirst = globSync('/lib/modules/*-amd64/kernel/drivers/usb/gadget/udc/dummy_hcd.ko*')
    .map((file) => file.split('/')[3] ?? '')
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return newestFirst.find((release) => isReadable(kernelFile(release))) ?? null;
}

function kernelFile(release: string): string {
  return `/boot/vmlinuz-${release}`;
}

/** Changes with the scripts and with the programs that are packed. */
function digest(): string {
  const hash = createHash('sha256');
  for (const script of globSync(join(scriptsFolder, '*')).sort()) hash.update(readFileSync(script));
  for (const { file } of labPrograms) hash.update(`${file} ${statSync(file).mtimeMs}\n`);
  return hash.digest('hex').slice(0, 16);
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
