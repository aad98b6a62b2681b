import type { NameRules } from '../../devices/NameRules.ts';
import { legalName } from '../../devices/names/legalName.ts';
import type { CopyFile } from './CopyFile.ts';
import type { FolderPath } from './FolderPath.ts';
import { musicFolder } from './musicFolder.ts';

/** Where the person wants files, before anybody looked what is there. */
export type CopyDestination =
  /** Music where the template says; what lies beside it goes along, all else to the root. */
  | { readonly kind: 'byTemplate'; readonly template: string }
  /** Everything into one folder, in the shape it was dropped in. */
  | { readonly kind: 'folder'; readonly path: FolderPath };

/** A file with the place it would have if nothing else were there. All names are legal on the device. */
export interface PlacedFile {
  readonly file: CopyFile;
  readonly folder: FolderPath;
  readonly name: string;
  /** Is the name, or that of a folder it keeps, another than it was? */
  readonly renamed: boolean;
}

/** Gives every file its place, in the order of `files`. Pure, and lazy as `planCopies` is. */
export function* placeFiles(
  files: readonly CopyFile[],
  destination: CopyDestination,
  rules: NameRules,
): Generator<PlacedFile, void, void> {
  const cleaned = new Map<string, string>();
  const legal = (name: string) => {
    const known = cleaned.get(name) ?? legalName(name, rules);
    cleaned.set(name, known);
    return known;
  };
  const folderOf =
    destination.kind === 'folder'
      ? (_file: CopyFile, levels: readonly string[]) => levels
      : templateFolders(files, destination.template, rules);
  for (const file of files) {
    const { levels, name: ownName } = split(file.relativePath);
    const wanted = folderOf(file, levels);
    const below = wanted.map(legal);
    const name = legal(ownName);
    const renamed = name !== ownName || below.some((level, depth) => level !== wanted[depth]);
    // The folder itself is called as the device calls it, however that may be.
    const folder = destination.kind === 'folder' ? [...destination.path, ...below] : below;
    yield { file, folder, name, renamed };
  }
}

interface SplitPath {
  readonly levels: readonly string[];
  readonly name: string;
}

/** Empty levels, `.` and `..` say nothing of a place inside what was dropped. */
function split(relativePath: string): SplitPath {
  const parts = relativePath.split('/').filter((part) => !['', '.', '..'].includes(part));
  return { levels: parts.slice(0, -1), name: parts.at(-1) ?? '_' };
}

function templateFolders(
  files: readonly CopyFile[],
  template: string,
  rules: NameRules,
): (file: CopyFile, levels: readonly string[]) => FolderPath {
  const folders = new Map<string, FolderPath>();
  const ofMusic = ({ music }: CopyFile) => {
    const key = JSON.stringify(
      music && [music.albumArtist, music.artist, music.album, music.genre, music.year],
    );
    const known = folders.get(key) ?? musicFolder(template, music, rules);
    folders.set(key, known);
    return known;
  };
  /** Covers and texts stay with the music they lay beside. */
  const besideMusic = new Map<string, FolderPath>();
  for (const file of files) {
    if (!file.isMusic) continue;
    const from = split(file.relativePath).levels.join('/');
    if (!besideMusic.has(from)) besideMusic.set(from, ofMusic(file));
  }
  return (file, levels) => {
    if (file.isMusic) return ofMusic(file);
    // Files that were chosen one by one lay nowhere together.
    const beside = levels.length === 0 ? undefined : besideMusic.get(levels.join('/'));
    return beside ?? levels;
  };
}
