import { readdir } from 'node:fs/promises';
import * as z from 'zod/mini';
import { cleanLabel } from '../../../names/cleanLabel.ts';
import { runProgram } from '../runProgram.ts';
import { parseJson } from './parseJson.ts';
import type { Volume, VolumeFinder } from './Volume.ts';
import { volumeId } from './volumeId.ts';

/** The parts that are read of `system_profiler -json SPStorageDataType`. */
const StorageReport = z.object({
  SPStorageDataType: z.array(
    z.object({
      _name: z.optional(z.string()),
      bsd_name: z.optional(z.string()),
      file_system: z.optional(z.string()),
      mount_point: z.optional(z.string()),
      volume_uuid: z.optional(z.string()),
      writable: z.optional(z.string()),
      physical_drive: z.optional(
        z.object({
          device_name: z.optional(z.string()),
          is_internal_disk: z.optional(z.string()),
          protocol: z.optional(z.string()),
        }),
      ),
    }),
  ),
});
type ReportedVolume = z.infer<typeof StorageReport>['SPStorageDataType'][number];

const protocols: ReadonlySet<string> = new Set(['USB', 'Secure Digital']);

/**
 * Mounted players on macOS: what hangs on USB, or is a card, and is formatted as players are. A disk
 * with Apple's own file systems is a backup or somebody's work.
 */
export class MacVolumeFinder implements VolumeFinder {
  async fingerprint(): Promise<string> {
    return (await readdir('/Volumes')).toSorted().join('\n');
  }

  async find(signal: AbortSignal): Promise<readonly Volume[]> {
    const report = await runProgram('system_profiler', ['-json', 'SPStorageDataType'], signal);
    return report === null ? [] : volumesInReport(report);
  }
}

export function volumesInReport(report: string): readonly Volume[] {
  const volumes = parseJson(report, StorageReport)?.SPStorageDataType ?? [];
  return volumes.flatMap((volume) => volumeOf(volume) ?? []);
}

function volumeOf(reported: ReportedVolume): Volume | null {
  const { bsd_name: blockDevice, mount_point: path, physical_drive: drive } = reported;
  const fileSystem = fileSystemOf(reported.file_system ?? '');
  if (blockDevice === undefined || path === undefined || fileSystem === null) return null;
  if (drive?.is_internal_disk !== 'no' || !protocols.has(drive.protocol ?? '')) return null;
  const model = cleanLabel(drive.device_name ?? '');
  const label = cleanLabel(reported._name ?? '') || model;
  return {
    deviceId: volumeId('uuid', reported.volume_uuid ?? `${blockDevice} ${label}`),
    kind: 'player',
    path,
    label,
    manufacturer: '',
    model: model || label,
    serialNumber: null,
    location: blockDevice,
    fileSystem,
    isReadOnly: reported.writable === 'no',
    blockDevice,
  };
}

/** `MS-DOS FAT32`, `ExFAT`: names of formats, not words to read. */
function fileSystemOf(name: string): string | null {
  if (name.toUpperCase() === 'EXFAT') return 'exfat';
  return name.toUpperCase().startsWith('MS-DOS') ? 'vfat' : null;
}
