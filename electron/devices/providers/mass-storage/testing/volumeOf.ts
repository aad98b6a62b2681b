import type { Volume, VolumeFinder } from '../volumes/Volume.ts';
import { volumeId } from '../volumes/volumeId.ts';

/** A folder that passes for a mounted player. */
export function volumeOf(path: string, volume: Partial<Volume> = {}): Volume {
  return {
    deviceId: volumeId('test', path),
    kind: 'player',
    path,
    label: 'PLAYER',
    manufacturer: 'Portamento',
    model: 'Test player',
    serialNumber: '0001',
    location: 'usb 1-1',
    fileSystem: 'vfat',
    isReadOnly: false,
    blockDevice: null,
    ...volume,
  };
}

/** Finds what it is told to. */
export class StubVolumeFinder implements VolumeFinder {
  volumes: readonly Volume[];

  constructor(...volumes: readonly Volume[]) {
    this.volumes = volumes;
  }

  fingerprint(): Promise<string> {
    return Promise.resolve(this.volumes.map(({ path }) => path).join('\n'));
  }

  find(): Promise<readonly Volume[]> {
    return Promise.resolve(this.volumes);
  }
}
