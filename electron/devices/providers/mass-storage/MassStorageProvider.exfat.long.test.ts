import { afterAll, describe, test } from 'vitest';
import { TemporaryFolder } from '../../../base/testing/TemporaryFolder.ts';
import { describeDeviceContract } from '../../testing/describeDeviceContract.ts';
import { ExfatVolume, missingForExfat } from './testing/ExfatVolume.ts';
import { folderHarness } from './testing/folderHarness.ts';
import { StubVolumeFinder, volumeOf } from './testing/volumeOf.ts';

const missing = missingForExfat();

if (missing === null) {
  const folder = new TemporaryFolder();
  const volume = new ExfatVolume(folder);
  afterAll(() => {
    volume[Symbol.dispose]();
    folder[Symbol.dispose]();
  });
  // As Linux names what is behind FUSE.
  const player = volumeOf(volume.path, { fileSystem: 'fuseblk' });
  describeDeviceContract('mass-storage on exFAT', {
    ...folderHarness({
      path: volume.path,
      volumeFinder: new StubVolumeFinder(player),
      isAdded: false,
      cable: volume,
    }),
    deviations: [],
  });
} else {
  describe('mass-storage on exFAT', () => {
    test.skip(`needs ${missing} (Debian: exfat-fuse, exfatprogs)`, () => undefined);
  });
}
