import type { AppError } from '../../../electron/contract/errors.ts';
import type { DroppedFile } from '../../bridge/Bridge.ts';

/** As much of a browser's `FileSystemEntry` as a walk needs; either a file's or a folder's. */
export interface DroppedEntry {
  readonly name: string;
  /** From what was dropped on: `/Album/01 Song.flac`. */
  readonly fullPath: string;
  readonly isFile: boolean;
  readonly isDirectory: boolean;
}

export interface DroppedFileEntry extends DroppedEntry {
  file(onFile: (file: File) => void, onError: (error: DOMException) => void): void;
}

export interface DroppedFolderEntry extends DroppedEntry {
  createReader(): {
    /** Gives some of the entries at each call, and none at the end. */
    readEntries(
      onEntries: (entries: DroppedEntry[]) => void,
      onError: (error: DOMException) => void,
    ): void;
  };
}

/** What was dropped, taken hold of while the drop event lasts. */
export interface DroppedRoots {
  readonly entries: readonly DroppedEntry[];
  /** Files a browser gives no entry for, such as a pasted picture. */
  readonly files: readonly File[];
}

/** What was found, and what could not be read on the way. */
export interface CollectedFiles {
  readonly files: readonly DroppedFile[];
  /** The first few that failed, for a message; the rest are counted. */
  readonly failures: readonly AppError[];
  readonly failedCount: number;
}

export interface WalkOptions {
  readonly signal: AbortSignal;
  /** Called now and then with how many files were found so far. */
  readonly onProgress: (foundCount: number) => void;
}

/** Questions to the file system that wait at the same time. */
const maximumPending = 64;

/** More failures than this are counted only. */
const maximumFailures = 10;

/** Must be called in the drop or paste event itself: afterwards its items are empty. */
export function takeDropped(transfer: DataTransfer): DroppedRoots {
  const entries: DroppedEntry[] = [];
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
 * counts. Works in small steps, so the page stays alive however much there is. An abort ends it early
 * with what was found.
 */
export async function collectDropped(
  roots: DroppedRoots,
  { signal, onProgress }: WalkOptions,
): Promise<CollectedFiles> {
  const found: DroppedFile[] = roots.files.map((file) => ({ file, relativePath: file.name }));
  const failures: AppError[] = [];
  let failedCount = 0;
  const fail = ({ name }: DroppedEntry, error: DOMException) => {
    failedCount += 1;
    if (failures.length >= maximumFailures) return;
    failures.push({ code: 'file.readFailed', subject: name, details: error.name });
  };
  const waiting = [...roots.entries].reverse();
  while (waiting.length > 0 && !signal.aborted) {
    const entry = waiting.pop();
    if (entry === undefined) break;
    if (isFolder(entry)) {
      const children = await readFolder(entry, fail, signal);
      for (const child of children.reverse()) waiting.push(child);
      continue;
    }
    const batch = [entry, ...takeFiles(waiting, maximumPending - 1)].filter(isFile);
    const files = await Promise.all(batch.map((file) => readFile(file, fail)));
    found.push(...files.filter((file) => file !== null));
    onProgress(found.length);
  }
  return { files: found, failures, failedCount };
}

type Fail = (entry: DroppedEntry, error: DOMException) => void;

/** Takes files off the end of `waiting` until there is a folder or there are enough. */
function takeFiles(waiting: DroppedEntry[], limit: number): DroppedEntry[] {
  const taken: DroppedEntry[] = [];
  while (taken.length < limit) {
    const next = waiting.at(-1);
    if (next === undefined || isFolder(next)) break;
    taken.push(next);
    waiting.pop();
  }
  return taken;
}

async function readFolder(
  folder: DroppedFolderEntry,
  fail: Fail,
  signal: AbortSignal,
): Promise<DroppedEntry[]> {
  const reader = folder.createReader();
  const children: DroppedEntry[] = [];
  while (!signal.aborted) {
    const batch = await new Promise<DroppedEntry[]>((resolve) =>
      reader.readEntries(resolve, (error) => {
        fail(folder, error);
        resolve([]);
      }),
    );
    if (batch.length === 0) break;
    children.push(...batch);
  }
  return children.sort((one, other) => byName.compare(one.name, other.name));
}

function readFile(entry: DroppedFileEntry, fail: Fail): Promise<DroppedFile | null> {
  return new Promise((resolve) => {
    entry.file(
      (file) => resolve({ file, relativePath: entry.fullPath.replace(/^\/+/, '') }),
      (error) => {
        fail(entry, error);
        resolve(null);
      },
    );
  });
}

const byName = new Intl.Collator(undefined, { numeric: true });

function isFolder(entry: DroppedEntry): entry is DroppedFolderEntry {
  return entry.isDirectory;
}

function isFile(entry: DroppedEntry): entry is DroppedFileEntry {
  return entry.isFile;
}
