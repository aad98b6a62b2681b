import { expect, test } from 'vitest';
import { volumesInReport } from './MacVolumeFinder.ts';
import { disksInReport } from './WindowsVolumeFinder.ts';

/** In the shape of `system_profiler -json SPStorageDataType` on macOS 15 and 26. */
const stick = {
  _name: 'UNTITLED',
  bsd_name: 'disk7s1',
  file_system: 'MS-DOS FAT32',
  free_space_in_bytes: 555_120_910,
  ignore_ownership: 'yes',
  mount_point: '/Volumes/UNTITLED',
  physical_drive: {
    device_name: 'Sansa Clip Zip',
    is_internal_disk: 'no',
    media_name: 'SanDisk Sansa Clip Zip Media',
    partition_map_type: 'master_boot_record_partition_map_type',
    protocol: 'USB',
  },
  size_in_bytes: 3_909_091_328,
  volume_uuid: 'FEBE33E6-7660-4035-B4EC-A37678C57473',
  writable: 'yes',
};
const report = (...volumes: readonly object[]) => JSON.stringify({ SPStorageDataType: volumes });

test('macOS: a stick on USB, formatted as players are, is a player', () => {
  expect(volumesInReport(report(stick))).toMatchObject([
    {
      kind: 'player',
      path: '/Volumes/UNTITLED',
      label: 'UNTITLED',
      model: 'Sansa Clip Zip',
      fileSystem: 'vfat',
      isReadOnly: false,
      blockDevice: 'disk7s1',
    },
  ]);
  const card = { ...stick, file_system: 'ExFAT', writable: 'no' };
  expect(volumesInReport(report(card))).toMatchObject([{ fileSystem: 'exfat', isReadOnly: true }]);
});

test.each([
  ['the disk of the computer', { physical_drive: { is_internal_disk: 'yes', protocol: 'USB' } }],
  ['a backup', { file_system: 'Case-sensitive APFS' }],
  ['a disk image', { physical_drive: { is_internal_disk: 'no', protocol: 'Disk Image' } }],
  ['what is not mounted', { mount_point: undefined }],
])('macOS: %s is left alone', (_, part) => {
  expect(volumesInReport(report({ ...stick, ...part }))).toEqual([]);
});

test('Windows: removable disks with a medium in are players', () => {
  const disks = [
    { DeviceID: 'E:', VolumeName: 'CLIP', VolumeSerialNumber: '4A210000', FileSystem: 'FAT32' },
    { DeviceID: 'F:', VolumeName: null, VolumeSerialNumber: null, FileSystem: null },
  ];
  expect(disksInReport(JSON.stringify(disks))).toMatchObject([
    { path: 'E:\\', label: 'CLIP', serialNumber: '4A210000', fileSystem: 'fat32', location: 'E:' },
  ]);
  expect(disksInReport(JSON.stringify(disks[0]))).toHaveLength(1);
  const unnamed = { ...disks[0], VolumeName: '' };
  expect(disksInReport(JSON.stringify(unnamed))).toMatchObject([{ label: 'E:' }]);
});

test.each(['', 'null', '[]', '{"SPStorageDataType": 3}', '[{"DeviceID": "..\\\\x"}]', 'not JSON'])(
  'nonsense %j names no volumes',
  (text) => {
    expect(volumesInReport(text)).toEqual([]);
    expect(disksInReport(text)).toEqual([]);
  },
);
