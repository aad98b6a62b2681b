import type { NameRules } from '../../NameRules.ts';

/** What a file system of a volume takes. */
export interface FileSystemTraits {
  readonly nameRules: NameRules;
  readonly maximumObjectBytes: number;
}

const portableRules: NameRules = {
  maximumUnits: 255,
  maximumUtf8Bytes: null,
  forbiddenCharacters: '"*:<>?\\|',
  windowsRules: true,
  caseSensitive: false,
};

const unixRules: NameRules = {
  maximumUnits: 255,
  maximumUtf8Bytes: 255,
  forbiddenCharacters: '',
  windowsRules: false,
  caseSensitive: true,
};

/** Of those it is known what names they take; all others are treated like a player's. */
const unixFileSystems: ReadonlySet<string> = new Set([
  'ext2',
  'ext3',
  'ext4',
  'btrfs',
  'xfs',
  'f2fs',
  'tmpfs',
  'overlay',
  'zfs',
]);

/** FAT12, 16 and 32 count bytes in 32 bits; `msdos` is how macOS and Linux's old driver call it. */
const fatFileSystems: ReadonlySet<string> = new Set(['vfat', 'fat', 'fat32', 'msdos']);

/**
 * `fileSystem` as a `Volume` names it. What is not known, and what is behind FUSE (`fuseblk`), gets the
 * rules of FAT: a name that is legal there is legal everywhere.
 */
export function fileSystemTraits(fileSystem: string | null): FileSystemTraits {
  if (fileSystem !== null && unixFileSystems.has(fileSystem)) {
    return { nameRules: unixRules, maximumObjectBytes: Number.MAX_SAFE_INTEGER };
  }
  const isFat = fileSystem !== null && fatFileSystems.has(fileSystem);
  return {
    nameRules: portableRules,
    maximumObjectBytes: isFat ? 2 ** 32 - 1 : Number.MAX_SAFE_INTEGER,
  };
}
