/** What a folder holds: files (`null`), files that cannot be read, and folders. */
export interface FakeFolder {
  readonly [name: string]: FakeFolder | null | 'unreadable';
}

/** Entries a browser's reader gives at once. */
const readerBatch = 100;

/** A dropped file or folder as a browser gives it, batches of entries included. */
export function fakeEntry(
  name: string,
  content: FakeFolder | null | 'unreadable',
  parentPath = '',
): FileSystemEntry {
  const fullPath = `${parentPath}/${name}`;
  const isFile = content === null || content === 'unreadable';
  const entry = {
    name,
    fullPath,
    isFile,
    isDirectory: !isFile,
    file: (onFile: (file: File) => void, onError: (error: DOMException) => void) => {
      if (content === 'unreadable') onError(new DOMException('gone', 'NotFoundError'));
      else onFile(new File(['x'], name));
    },
    createReader: () => {
      const waiting = isFile
        ? []
        : Object.entries(content).map(([child, inside]) => fakeEntry(child, inside, fullPath));
      return {
        readEntries: (onEntries: (entries: FileSystemEntry[]) => void) =>
          onEntries(waiting.splice(0, readerBatch)),
      };
    },
  };
  // The rest of a real entry (its file system, its parent) is never asked for.
  return entry as unknown as FileSystemEntry;
}
