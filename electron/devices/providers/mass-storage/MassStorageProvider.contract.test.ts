import { afterAll } from 'vitest';
import { TemporaryFolder } from '../../../base/testing/TemporaryFolder.ts';
import { describeDeviceContract } from '../../testing/describeDeviceContract.ts';
import { folderHarness } from './testing/folderHarness.ts';
import { StubVolumeFinder, volumeOf } from './testing/volumeOf.ts';

const added = new TemporaryFolder();
const mounted = new TemporaryFolder();
afterAll(() => {
  added[Symbol.dispose]();
  mounted[Symbol.dispose]();
});

describeDeviceContract('mass-storage', {
  ...folderHarness({ path: added.file('player'), volumeFinder: null, isAdded: true }),
  deviations: [],
});

// The rules of FAT, on a file system that would take more: that it is us who keep them is what is tried.
const player = volumeOf(mounted.file('player'), { fileSystem: 'vfat' });
describeDeviceContract('mass-storage with the rules of FAT', {
  ...folderHarness({
    path: player.path,
    volumeFinder: new StubVolumeFinder(player),
    isAdded: false,
  }),
  deviations: [
    {
      deviation: 'a name of the greatest length in wide characters comes back',
      because: 'the file system below counts 255 bytes, FAT 255 UTF-16 units',
      evidence: 'NAME_MAX of ext4, tmpfs and their like',
    },
  ],
});
