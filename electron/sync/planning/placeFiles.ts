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

/** Gives every file its place, in the order of `files`. Pure. */
export function placeFiles(
  files: readonly CopyFile[],
  destination: CopyDestination,
  rules: NameRules,
): readonly PlacedFile[] {
  const cleaned = new Map<string, string>();
  const legal = (name: string) => {
    const known = cleaned.get(name);
    if (known !== undefined) return known;
    const made = legalName(name, rules);
    cleaned.set(name, made);
    return made;
  };
  const splits = files.map(({ relativePath }) => split(relativePath));
  const folderOf =
    destination.kind === 'folder'
      ? (_file: CopyFile, levels: readonly string[]) => [...destination.path, ...levels]
      : templateFolders(files, splits, destination.template, rules);
  return files.map((file, index) => {
    const { levels, name: ownName } = splits[index] ?? split(file.relativePath);
    const wanted = folderOf(file, levels);
    const folder = wanted.map(legal);
    const name = legal(ownName);
    const renamed = name !== ownName || folder.some((level, depth) => level !== wanted[depth]);
    return { file, folder, name, renamed };
  });
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
  splits: readonly SplitPath[],
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
  files.forEach((file, index) => {
    const from = splits[index]?.levels.join('/') ?? '';
    if (file.isMusic && !besideMusic.has(from)) besideMusic.set(from, ofMusic(file));
  });
  return (file, levels) => {
    if (file.isMusic) return ofMusic(file);
    // Files that were chosen one by one lay nowhere together.
    const beside = levels.length === 0 ? undefined : besideMusic.get(levels.join('/'));
    return beside ?? levels;
  };
}
