import { makeZip, predictLength } from 'client-zip';
import { collectInTurns } from '../../base/collectInTurns.ts';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceId } from '../../contract/ids.ts';
import { safeName } from '../../devices/names/safeName.ts';
import type { DeviceFiles } from '../../files/DeviceFiles.ts';
import type { Download } from '../../files/Downloads.ts';
import { rangedStream } from '../../files/rangedStream.ts';
import { RangedReadError } from '../../library/RangedFile.ts';
import { NamesOnComputer } from './NamesOnComputer.ts';
import type { WalkedFolder, WalkedObject } from './walkObjects.ts';

/** What was found below what was chosen. */
export interface DownloadContent {
  readonly files: readonly WalkedObject[];
  readonly emptyFolders: readonly WalkedFolder[];
}

export interface DownloadOptions {
  readonly deviceId: DeviceId;
  readonly deviceName: string;
  readonly playerFiles: DeviceFiles;
  /** Told when a download breaks off. */
  readonly onFailure: (error: AppError) => void;
}

interface ZipFolder {
  readonly name: string;
  readonly lastModified: Date;
}

interface ZipFile extends ZipFolder {
  readonly size: number;
}

/** Some milliseconds of work each. */
const namesPerTurn = 500;
/** The length of a larger archive is not told beforehand: it is found in one go. */
const maximumPredicted = 2_000;

/** The dates an archive can state. */
const firstDateMs = Date.UTC(1980, 0, 2);
const lastDateMs = Date.UTC(2107, 11, 30);

/** A file or an empty folder of a player as it is in an archive. */
interface ArchiveEntry {
  readonly walked: WalkedObject | null;
  readonly name: string;
  readonly modifiedAtMs: number | null;
}

/**
 * One chosen file as it is, anything else as a ZIP archive that is made while it is read: nothing is kept
 * on this machine. Names are safe for the computer they end on. Fails with `file.empty` when
 * there is nothing. Rejects with the signal's reason.
 */
export async function downloadOf(
  content: DownloadContent,
  options: DownloadOptions,
  signal: AbortSignal,
): Promise<Result<Download, AppError>> {
  const [first] = content.files;
  const count = content.files.length + content.emptyFolders.length;
  if (count === 0) return err({ code: 'file.empty', subject: options.deviceName });
  const isAlone = count === 1 && first?.levels.length === 0;
  return ok(isAlone ? singleFile(first, options) : await archiveOf(content, options, signal));
}

function singleFile(walked: WalkedObject, options: DownloadOptions): Download {
  const { name, sizeBytes } = walked.object;
  return {
    fileName: safeName(name),
    sizeBytes,
    stream: (signal) => ReadableStream.from(bytesOf(walked, options, signal)),
  };
}

async function archiveOf(
  content: DownloadContent,
  options: DownloadOptions,
  signal: AbortSignal,
): Promise<Download> {
  const entries = await collectInTurns(archiveEntries(content), namesPerTurn, signal);
  const chosen = new Set(
    [...content.files, ...content.emptyFolders].map(({ levels }) => levels[0]),
  );
  const [folder] = chosen;
  const name = (chosen.size === 1 ? folder : undefined) ?? options.deviceName;
  return {
    fileName: `${safeName(name)}.zip`,
    sizeBytes:
      entries.length > maximumPredicted ? null : Number(predictLength(entries.map(zipEntryOf))),
    stream: (reading) => ReadableStream.from(zipBytes(entries, options, reading)),
  };
}

async function* zipBytes(
  entries: readonly ArchiveEntry[],
  options: DownloadOptions,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = makeZip(zipInputs(entries, options, signal)).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    // It ends what it reads, and rejects with the reason it was given.
    await reader.cancel().catch(() => undefined);
  }
}

/** Opened one after the other, as the archive comes to them. */
function* zipInputs(
  entries: readonly ArchiveEntry[],
  options: DownloadOptions,
  signal: AbortSignal,
) {
  for (const entry of entries) {
    const { walked } = entry;
    const zipEntry = zipEntryOf(entry);
    if (walked === null) yield zipEntry;
    else yield { ...zipEntry, input: bytesOf(walked, options, signal) };
  }
}

function zipEntryOf({ walked, name, modifiedAtMs }: ArchiveEntry): ZipFile | ZipFolder {
  const isKnown = modifiedAtMs !== null && modifiedAtMs >= firstDateMs && modifiedAtMs < lastDateMs;
  const lastModified = new Date(isKnown ? modifiedAtMs : firstDateMs);
  return walked === null
    ? { name: `${name}/`, lastModified }
    : { name, lastModified, size: walked.object.sizeBytes };
}

/** All of it, as long as it was when it was found: the length of the download was told by then. */
async function* bytesOf(
  { object, storageId, path }: WalkedObject,
  { deviceId, playerFiles, onFailure }: DownloadOptions,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { sizeBytes: lengthBytes, name: subject } = object;
  const opened = await playerFiles.open({ deviceId, storageId, path: [...path] }, signal);
  const isSame = !opened.ok || opened.value.sizeBytes === lengthBytes;
  const found = isSame ? opened : err<AppError>({ code: 'file.changed', subject });
  if (!found.ok) {
    if (!signal.aborted) onFailure(found.error);
    throw new RangedReadError(found.error);
  }
  yield* rangedStream(found.value, { first: 0, lengthBytes, signal, onFailure });
}

function* archiveEntries({ files, emptyFolders }: DownloadContent): Generator<ArchiveEntry> {
  const names = new NamesOnComputer();
  for (const walked of files) {
    const { levels, object } = walked;
    const name = names.file(levels, object.name).join('/');
    yield { walked, name, modifiedAtMs: object.modifiedAtMs };
  }
  for (const { levels, modifiedAtMs } of emptyFolders) {
    yield { walked: null, name: names.folder(levels).join('/'), modifiedAtMs };
  }
}
