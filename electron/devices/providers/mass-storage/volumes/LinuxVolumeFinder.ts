import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { cleanLabel } from '../../../names/cleanLabel.ts';
import { parseMountInfo, type Mount } from './parseMountInfo.ts';
import type { Volume, VolumeFinder } from './Volume.ts';
import { volumeId } from './volumeId.ts';

/** Levels between a partition and the USB device it is on, in sysfs; a dozen at most. */
const maximumLevels = 24;

/**
 * Mounted players on Linux, by `/proc/self/mountinfo` and sysfs: removable disks on USB, and cards. Disks
 * that are not removable may be somebody's backups: they are added as folders by who wants them here.
 */
export class LinuxVolumeFinder implements VolumeFinder {
  readonly #root: string;

  /** `root` is where `/proc`, `/sys` and `/dev` are. */
  constructor(root = '/') {
    this.#root = root;
  }

  fingerprint(): Promise<string> {
    return readFile(join(this.#root, 'proc/self/mountinfo'), 'utf8');
  }

  async find(): Promise<readonly Volume[]> {
    const mounts = parseMountInfo(await this.fingerprint());
    const whole = mounts.filter(({ root }) => root === '/');
    // Several mounts of one device show the same files: the first counts.
    const first = new Map(whole.toReversed().map((mount) => [mount.deviceNumber, mount]));
    const volumes = await Promise.all([...first.values()].map((mount) => this.#volumeOf(mount)));
    return volumes.filter((volume) => volume !== null);
  }

  async #volumeOf(mount: Mount): Promise<Volume | null> {
    const folder = await this.#sysfsFolder(mount.deviceNumber);
    if (folder === null) return null;
    const disk = (await this.#read(folder, 'partition')) === null ? folder : dirname(folder);
    const usb = await this.#ancestorWith(folder, 'idVendor');
    const card = (await this.#read(disk, 'device/type')) === 'SD' ? join(disk, 'device') : null;
    const isRemovable = (await this.#read(disk, 'removable')) === '1';
    if (card === null && (usb === null || !isRemovable)) return null;

    const name = basename(folder);
    const [uuid, label] = await Promise.all([
      this.#linkTo(name, 'dev/disk/by-uuid'),
      this.#linkTo(name, 'dev/disk/by-label'),
    ]);
    const ofUsb = (file: string) => (usb === null ? Promise.resolve(null) : this.#read(usb, file));
    const [manufacturer, product, serial] = await Promise.all([
      ofUsb('manufacturer'),
      ofUsb('product'),
      ofUsb('serial'),
    ]);
    const model = cleanLabel(product ?? 'SD');
    return {
      deviceId:
        uuid === null ? volumeId('disk', serial ?? '', model, name) : volumeId('uuid', uuid),
      kind: 'player',
      path: mount.path,
      label: cleanLabel(label ?? '') || basename(mount.path) || model,
      manufacturer: cleanLabel(manufacturer ?? ''),
      model,
      serialNumber: serial === null ? null : cleanLabel(serial),
      location: usb === null ? name : `usb ${basename(usb)}`,
      fileSystem: mount.fileSystem,
      isReadOnly: mount.isReadOnly,
      blockDevice: join('/dev', name),
    };
  }

  /** Of a disk or partition; `null` for what is no block device (`tmpfs`, a network share). */
  async #sysfsFolder(deviceNumber: string): Promise<string | null> {
    if (!/^\d+:\d+$/.test(deviceNumber)) return null;
    return realpath(join(this.#root, 'sys/dev/block', deviceNumber)).catch(() => null);
  }

  async #ancestorWith(folder: string, file: string): Promise<string | null> {
    let at = folder;
    for (let level = 0; level < maximumLevels && at !== dirname(at); level += 1) {
      if ((await this.#read(at, file)) !== null) return at;
      at = dirname(at);
    }
    return null;
  }

  /** One line; `null` where there is no such file. */
  async #read(folder: string, file: string): Promise<string | null> {
    const text = await readFile(join(folder, file), 'utf8').catch(() => null);
    return text === null ? null : text.trim();
  }

  /** The name of the link in a folder that leads to a device; udev writes odd characters as `\x20`. */
  async #linkTo(name: string, folder: string): Promise<string | null> {
    const path = join(this.#root, folder);
    for (const link of await readdir(path).catch(() => [])) {
      const target = await readlink(join(path, link)).catch(() => '');
      if (basename(target) !== name) continue;
      return unescaped(link);
    }
    return null;
  }
}

/** The escapes are bytes of UTF-8; what is not escaped is itself. */
function unescaped(link: string): string {
  const parts = link.split(/((?:\\x[0-9a-f]{2})+)/i);
  return parts
    .map((part, index) => {
      const isEscaped = index % 2 === 1;
      return isEscaped ? Buffer.from(part.replaceAll('\\x', ''), 'hex').toString('utf8') : part;
    })
    .join('');
}
