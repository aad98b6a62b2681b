import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TemporaryFolder } from '../../../../base/testing/TemporaryFolder.ts';
import { LinuxVolumeFinder } from './LinuxVolumeFinder.ts';
import { volumeId } from './volumeId.ts';
import { parseMountInfo } from './parseMountInfo.ts';

let system: TemporaryFolder;
let finder: LinuxVolumeFinder;

beforeEach(() => {
  system = new TemporaryFolder();
  finder = new LinuxVolumeFinder(system.path);
});
afterEach(() => system[Symbol.dispose]());

function write(path: string, text: string): void {
  mkdirSync(dirname(system.file(path)), { recursive: true });
  writeFileSync(system.file(path), text);
}

function link(path: string, target: string): void {
  mkdirSync(dirname(system.file(path)), { recursive: true });
  symlinkSync(target, system.file(path));
}

const usb = 'sys/devices/pci0000:00/0000:00:14.0/usb1/1-4';
const disk = `${usb}/1-4:1.0/host6/target6:0:0/6:0:0:0/block/sdb`;

/** As the kernel lays out a stick with one partition. */
function plugInStick({ removable = '1' } = {}): void {
  write(`${usb}/idVendor`, '0781\n');
  write(`${usb}/manufacturer`, 'SanDisk\n');
  write(`${usb}/product`, 'Sansa Clip Zip\n');
  write(`${usb}/serial`, '4C5300\n');
  write(`${disk}/removable`, `${removable}\n`);
  write(`${disk}/sdb1/partition`, '1\n');
  link('sys/dev/block/8:17', system.file(`${disk}/sdb1`));
  link('dev/disk/by-uuid/4A21-0000', '../../sdb1');
  link('dev/disk/by-label/M\\xc3\\xa9lodie\\x20\\x2f\\x202', '../../sdb1');
}

const stickMount = '42 27 8:17 / /media/me/CLIP\\0401 rw,nosuid - vfat /dev/sdb1 rw,uid=1000';
const rootMount = '27 1 254:0 / / rw,relatime - ext4 /dev/vda1 rw';
const mount = (...lines: readonly string[]) =>
  write('proc/self/mountinfo', `${lines.join('\n')}\n`);

test('a stick on USB is a player, with what it says of itself', async () => {
  plugInStick();
  mount(rootMount, stickMount);
  expect(await finder.find()).toEqual([
    {
      deviceId: volumeId('uuid', '4A21-0000'),
      kind: 'player',
      path: '/media/me/CLIP 1',
      label: 'Mélodie / 2',
      manufacturer: 'SanDisk',
      model: 'Sansa Clip Zip',
      serialNumber: '4C5300',
      location: 'usb 1-4',
      fileSystem: 'vfat',
      isReadOnly: false,
      blockDevice: '/dev/sdb1',
    },
  ]);
});

test('the same stick is the same device wherever it is mounted', async () => {
  plugInStick();
  mount(stickMount);
  const [first] = await finder.find();
  mount('99 27 8:17 / /mnt/other ro - vfat /dev/sdb1 rw');
  const [second] = await finder.find();
  expect(second?.deviceId).toBe(first?.deviceId);
  expect(second).toMatchObject({ path: '/mnt/other', isReadOnly: true });
});

test('a disk on USB that is not removable is left alone', async () => {
  plugInStick({ removable: '0' });
  mount(rootMount, stickMount);
  expect(await finder.find()).toEqual([]);
});

test('an SD card in a reader of its own is a player', async () => {
  const card = 'sys/devices/platform/mmc0/mmc0:aaaa/block/mmcblk0';
  write(`${card}/removable`, '0\n');
  write(`${card}/device/type`, 'SD\n');
  write(`${card}/mmcblk0p1/partition`, '1\n');
  link('sys/dev/block/179:1', system.file(`${card}/mmcblk0p1`));
  mount('50 27 179:1 / /media/me/CARD rw - exfat /dev/mmcblk0p1 rw');
  expect(await finder.find()).toMatchObject([
    { path: '/media/me/CARD', label: 'CARD', model: 'SD', fileSystem: 'exfat', serialNumber: null },
  ]);
});

test('a device that is mounted twice, or in part, is one device', async () => {
  plugInStick();
  mount(
    stickMount,
    '43 27 8:17 / /mnt/again rw - vfat /dev/sdb1 rw',
    '44 27 8:17 /Music /mnt/music rw - vfat /dev/sdb1 rw',
  );
  expect((await finder.find()).map(({ path }) => path)).toEqual(['/media/me/CLIP 1']);
});

test('what is no block device, or unknown, is passed over', async () => {
  mount(
    '30 25 0:27 / /dev/shm rw - tmpfs tmpfs rw',
    '31 25 8:99 / /mnt/unknown rw - vfat /dev/sdz rw',
    'nonsense',
    '',
  );
  expect(await finder.find()).toEqual([]);
});

test('what a stick says of itself is cleaned', async () => {
  plugInStick();
  write(`${usb}/product`, 'Clip\u202e\u0007 3gpm\n');
  mount(stickMount);
  expect((await finder.find())[0]?.model).toBe('Clip 3gpm');
});

test('its fingerprint differs when something is mounted', async () => {
  mount(rootMount);
  const before = await finder.fingerprint();
  mount(rootMount, stickMount);
  expect(await finder.fingerprint()).not.toBe(before);
});

test('escapes in mount points are read, and optional fields passed over', () => {
  const line =
    '36 35 98:0 / /mnt/a\\040b\\134c rw,noatime master:1 shared:2 - ext3 /dev/root ro,errors=continue';
  expect(parseMountInfo(line)).toEqual([
    {
      deviceNumber: '98:0',
      root: '/',
      path: '/mnt/a b\\c',
      isReadOnly: true,
      fileSystem: 'ext3',
      source: '/dev/root',
    },
  ]);
});

test.runIf(process.platform === 'linux')('this machine’s own mounts can be read', async () => {
  const own = new LinuxVolumeFinder();
  expect(parseMountInfo(await own.fingerprint()).map(({ path }) => path)).toContain('/');
  expect((await own.find()).every(({ path }) => path !== '/')).toBe(true);
});
