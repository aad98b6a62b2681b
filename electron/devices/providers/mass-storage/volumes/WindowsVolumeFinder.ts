import { access } from 'node:fs/promises';
import * as z from 'zod/mini';
import { cleanLabel } from '../../../names/cleanLabel.ts';
import { runProgram } from '../runProgram.ts';
import { parseJson } from './parseJson.ts';
import type { Volume, VolumeFinder } from './Volume.ts';
import { volumeId } from './volumeId.ts';

const LogicalDisk = z.object({
  DeviceID: z.string().check(z.regex(/^[A-Z]:$/)),
  VolumeName: z.nullish(z.string()),
  VolumeSerialNumber: z.nullish(z.string()),
  FileSystem: z.nullish(z.string()),
});
/** One disk is no list: ConvertTo-Json makes it a plain object. */
const Report = z.union([z.array(LogicalDisk), LogicalDisk]);

/** Drive type 2 of Win32_LogicalDisk is "removable": sticks, players and cards, but no hard disks. */
const script = [
  '[Console]::OutputEncoding = [Text.Encoding]::UTF8;',
  'Get-CimInstance Win32_LogicalDisk -Filter "DriveType=2" |',
  'Select-Object DeviceID, VolumeName, VolumeSerialNumber, FileSystem | ConvertTo-Json -Compress',
].join(' ');

/** A and B were floppy disks; asking for them may start a motor. */
const driveLetters = 'CDEFGHIJKLMNOPQRSTUVWXYZ';

/** Mounted players on Windows. */
export class WindowsVolumeFinder implements VolumeFinder {
  async fingerprint(): Promise<string> {
    const letters = await Promise.all(
      Array.from(driveLetters, (letter) =>
        access(`${letter}:\\`).then(
          () => letter,
          () => '',
        ),
      ),
    );
    return letters.join('');
  }

  async find(signal: AbortSignal): Promise<readonly Volume[]> {
    const programArguments = ['-NoProfile', '-NonInteractive', '-Command', script];
    const report = await runProgram('powershell.exe', programArguments, signal);
    return report === null ? [] : disksInReport(report);
  }
}

export function disksInReport(report: string): readonly Volume[] {
  const parsed = parseJson(report, Report);
  if (parsed === null) return [];
  const disks = Array.isArray(parsed) ? parsed : [parsed];
  return disks.flatMap((disk) => volumeOf(disk) ?? []);
}

/** A drive without a medium has no file system. */
function volumeOf(disk: z.infer<typeof LogicalDisk>): Volume | null {
  if (typeof disk.FileSystem !== 'string') return null;
  const label = cleanLabel(disk.VolumeName ?? '') || disk.DeviceID;
  const serial = disk.VolumeSerialNumber ?? null;
  return {
    deviceId: volumeId('serial', serial ?? disk.DeviceID, label),
    kind: 'player',
    path: `${disk.DeviceID}\\`,
    label,
    manufacturer: '',
    model: label,
    serialNumber: serial === null ? null : cleanLabel(serial),
    location: disk.DeviceID,
    fileSystem: disk.FileSystem.toLowerCase(),
    isReadOnly: false,
    blockDevice: disk.DeviceID,
  };
}
