import type { DroppedEntry, DroppedFileEntry, DroppedFolderEntry } from '../collectDropped.ts';

/** What a folder holds: files (`null`), files and folders that cannot be read, and folders. */
export interface FakeFolder {
  readonly [name: string]: FakeFolder | null | 'unreadable' | 'unreadable folder';
}

/** Entries a browser's reader gives at once. */
const readerBatch = 100;

/** A dropped file or folder as a browser gives it, batches of entries included. */
export function fakeEntry(
  name: string,
  content: FakeFolder[string],
  parentPath = '',
): DroppedFileEntry | DroppedFolderEntry {
  const fullPath = `${parentPath}/${name}`;
  const unreadable = new DOMException('gone', 'NotFoundError');
  if (content === null || content === 'unreadable') {
    return {
      name,
      fullPath,
      isFile: true,
      isDirectory: false,
      file: (onFile, onError) => {
        if (content === 'unreadable') onError(unreadable);
        else onFile(new File(['x'], name));
      },
    };
  }
  return {
    name,
    fullPath,
    isFile: false,
    isDirectory: true,
    createReader: () => {
      const waiting: DroppedEntry[] =
        content === 'unreadable folder'
          ? []
          : Object.entries(content).map(([child, inside]) => fakeEntry(child, inside, fullPath));
      return {
        readEntries: (onEntries, onError) => {
          if (content === 'unreadable folder') onError(unreadable);
          else onEntries(waiting.splice(0, readerBatch));
        },
      };
    },
  };
}
