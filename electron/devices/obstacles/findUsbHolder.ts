import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanLabel } from '../names/cleanLabel.ts';

/** A program that has a device open. */
export interface UsbHolder {
  readonly program: string;
  readonly processId: number;
}

/** Open files of one process that are looked at; a program that plays music has some hundred. */
const maximumFiles = 10_000;

export interface HolderSearch {
  /** As the kernel numbers it: `/dev/bus/usb/BBB/DDD`. */
  readonly busNumber: number;
  readonly deviceNumber: number;
  /** Where Linux tells of processes. */
  readonly processFolder?: string;
}

/**
 * Which other program has a USB device open, as far as this user may see: files of other users' processes
 * are not shown. `null` where there is none, or no Linux.
 */
export async function findUsbHolder({
  busNumber,
  deviceNumber,
  processFolder = '/proc',
}: HolderSearch): Promise<UsbHolder | null> {
  const digits = (number: number) => String(number).padStart(3, '0');
  const node = `/dev/bus/usb/${digits(busNumber)}/${digits(deviceNumber)}`;
  for (const name of await namesIn(processFolder)) {
    if (!/^[1-9][0-9]*$/.test(name) || Number(name) === process.pid) continue;
    const files = join(processFolder, name, 'fd');
    for (const file of (await namesIn(files)).slice(0, maximumFiles)) {
      if ((await targetOf(join(files, file))) !== node) continue;
      const program = await readFile(join(processFolder, name, 'comm'), 'utf8').catch(() => '');
      return { program: cleanLabel(program) || name, processId: Number(name) };
    }
  }
  return null;
}

/** Processes end while they are looked at, and those of others may not be looked into. */
function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

function targetOf(link: string): Promise<string | null> {
  return readlink(link).catch(() => null);
}
