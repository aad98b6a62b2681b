import type { DroppedFile } from '../../bridge/Bridge.ts';

/** What was dropped, taken hold of while the drop event lasts. */
export interface DroppedRoots {
  readonly entries: readonly FileSystemEntry[];
  /** Files a browser gives no entry for, such as a pasted picture. */
  readonly files: readonly File[];
}

export interface WalkOptions {
  readonly signal: AbortSignal;
  /** Called now and then with how many files were found so far. */
  readonly onProgress: (foundCount: number) => void;
}

/** Questions to the file system that wait at the same time. */
const maximumPending = 64;

/** Must be called in the drop or paste event itself: afterwards its items are empty. */
export function takeDropped(transfer: DataTransfer): DroppedRoots {
  const entries: FileSystemEntry[] = [];
  const files: File[] = [];
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    const file = entry === null ? item.getAsFile() : null;
    if (entry !== null) entries.push(entry);
    if (file !== null) files.push(file);
  }
  return { entries, files };
}

/**
 * Every file of what was dropped, folders walked to the bottom, in the order of names as a person
 * counts. Works in small steps, so the page stays alive however much there is. What cannot be read is
 * left out. An abort ends it early with what was found.
 */
export async function collectDropped(
  roots: DroppedRoots,
  { signal, onProgress }: WalkOptions,
): Promise<DroppedFile[]> {
  const found: DroppedFile[] = roots.files.map((file) => ({ file, relativePath: file.name }));
  const waiting = [...roots.entries].reverse();
  while (waiting.length > 0 && !signal.aborted) {
    const entry = waiting.pop();
    if (entry === undefined) break;
    if (isDirectory(entry)) {
      const children = await readDirectory(entry, signal);
      for (const child of children.reverse()) waiting.push(child);
      continue;
    }
    const batch = [entry, ...takeFiles(waiting, maximumPending - 1)];
    const files = await Promise.all(batch.map(readFile));
    found.push(...files.filter((file) => file !== null));
    onProgress(found.length);
  }
  return found;
}

/** Takes files off the end of `waiting` until there is a folder or there are enough. */
function takeFiles(waiting: FileSystemEntry[], limit: number): FileSystemEntry[] {
  const taken: FileSystemEntry[] = [];
  while (taken.length < limit) {
    const next = waiting.at(-1);
    if (next === undefined || isDirectory(next)) break;
    taken.push(next);
    waiting.pop();
  }
  return taken;
}

async function readDirectory(
  directory: FileSystemDirectoryEntry,
  signal: AbortSignal,
): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const children: FileSystemEntry[] = [];
  // A reader gives a hundred entries at a time, and none at the end.
  while (!signal.aborted) {
    const batch = await new Promise<FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    );
    if (batch.length === 0) break;
    children.push(...batch);
  }
  return children.sort((one, other) => byName.compare(one.name, other.name));
}

function readFile(entry: FileSystemEntry): Promise<DroppedFile | null> {
  if (!isFile(entry)) return Promise.resolve(null);
  return new Promise((resolve) => {
    entry.file(
      (file) => resolve({ file, relativePath: entry.fullPath.replace(/^\/+/, '') }),
      () => resolve(null),
    );
  });
}

const byName = new Intl.Collator(undefined, { numeric: true });

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}
