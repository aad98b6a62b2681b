import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pageRooms, rooms } from '../../.dependency-cruiser.mjs';

/** Folders that are no room, and why no rule of a room is needed for them. */
const exceptions = {
  electron: [],
  renderer: [
    'app', // stands above all rooms of the page
    'testing', // the rules for tests apply
  ],
} as const;

/**
 * Folders of `electron` and `renderer` that no layer rule is about: what is in them could import
 * anything. And rooms of the rules that have no folder.
 *
 * @param projectFolder absolute
 * @returns paths from there, with forward slashes
 */
export function foldersWithoutRules(projectFolder: string): readonly string[] {
  return [
    ...differences(projectFolder, 'electron', [...rooms.map(nameOf), ...exceptions.electron]),
    ...differences(projectFolder, 'renderer', [...pageRooms.map(nameOf), ...exceptions.renderer]),
  ];
}

function differences(
  projectFolder: string,
  side: string,
  known: readonly string[],
): readonly string[] {
  const folders = readdirSync(join(projectFolder, side), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const unknown = folders.filter((name) => !known.includes(name));
  const missing = known.filter((name) => !folders.includes(name));
  return [...unknown, ...missing].map((name) => `${side}/${name}`);
}

function nameOf({ room }: { readonly room: string }): string {
  return room;
}
