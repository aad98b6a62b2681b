import { LinuxVolumeFinder } from './LinuxVolumeFinder.ts';
import { MacVolumeFinder } from './MacVolumeFinder.ts';
import type { VolumeFinder } from './Volume.ts';
import { WindowsVolumeFinder } from './WindowsVolumeFinder.ts';

/** `null` where no way is known to tell mounted players: only folders are offered there. */
export function volumeFinderFor(platform: NodeJS.Platform): VolumeFinder | null {
  switch (platform) {
    case 'linux':
      return new LinuxVolumeFinder();
    case 'darwin':
      return new MacVolumeFinder();
    case 'win32':
      return new WindowsVolumeFinder();
    default:
      return null;
  }
}
