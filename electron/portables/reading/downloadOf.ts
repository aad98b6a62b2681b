import { makeZip, predictLength } from 'client-zip';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceId } from '../../contract/ids.ts';
import { nameKey } from '../../devices/names/legalName.ts';
import { computerNameRules, safeName } from '../../devices/names/safeName.ts';
import { uniqueName } from '../../devices/names/uniqueName.ts';
import type { DeviceFiles } from '../../files/DeviceFiles.ts';
import type { Download } from '../../files/Downloads.ts';
import { rangedStream } from '../../files/rangedStream.ts';
import { RangedReadError } from '../../library/RangedFile.ts';
import type { WalkedObject } from './walkObjects.ts';

export interface DownloadOptions {
  readonly deviceId: DeviceId;
  readonly deviceName: string;
  readonly playerFiles: DeviceFiles;
  /** Told when a download breaks off. */
  readonly onFailure: (error: AppError) => void;
}

/** The dates an archive can state. */
const firstDateMs = Date.UTC(1980, 0, 2);
const lastDateMs = Date.UTC(2107, 11, 30);

/** What a file of a player is called in an archive. */
interface NamedObject {
  readonly walked: WalkedObject;
  readonly name: string;
}

/**
 * One chosen file as it is, anything else as a ZIP archive that is made while it is read: nothing is kept
 * on this machine. Names are safe for the computer they end on. Fails with `file.empty` without a file.
 */
export function downloadOf(
  files: readonly WalkedObject[],
  options: DownloadOptions,
): Result<Download, AppError> {
  const [first] = files;
  if (first === undefined) return err({ code: 'file.empty', subject: options.deviceName });
  const isAlone = files.length === 1 && first.levels.length === 0;
  return ok(isAlone ? singleFile(first, options) : archiveOf(files, options));
}

function singleFile(walked: WalkedObject, options: DownloadOptions): Download {
  const { name, sizeBytes } = walked.object;
  return {
    fileName: safeName(name),
    sizeBytes,
    stream: (signal) => ReadableStream.from(bytesOf(walked, options, signal)),
  };
}

function archiveOf(files: readonly WalkedObject[], options: DownloadOptions): Download {
  const named = nameFiles(files);
  const [folder] = files[0]?.levels ?? [];
  const isOneFolder = files.every(({ levels }) => levels[0] === folder);
  const name = (isOneFolder ? folder : undefined) ?? options.deviceName;
  return {
    fileName: `${safeName(name)}.zip`,
    sizeBytes: Number(predictLength(named.map(zipEntryOf))),
    stream: (signal) => ReadableStream.from(zipBytes(named, options, signal)),
  };
}

async function* zipBytes(
  named: readonly NamedObject[],
  options: DownloadOptions,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = makeZip(zipInputs(named, options, signal)).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    // It ends what it reads, and rejects with the reason it was given.
    await reader.cancel().catch(() => undefined);
  }
}

/** Opened one after the other, as the archive comes to them. */
function* zipInputs(named: readonly NamedObject[], options: DownloadOptions, signal: AbortSignal) {
  for (const each of named) {
    yield { ...zipEntryOf(each), input: bytesOf(each.walked, options, signal) };
  }
}

function zipEntryOf({ walked, name }: NamedObject) {
  const { sizeBytes, modifiedAtMs } = walked.object;
  const isKnown = modifiedAtMs !== null && modifiedAtMs >= firstDateMs && modifiedAtMs < lastDateMs;
  return { name, size: sizeBytes, lastModified: new Date(isKnown ? modifiedAtMs : firstDateMs) };
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

function nameFiles(files: readonly WalkedObject[]): readonly NamedObject[] {
  const takenByFolder = new Map<string, Set<string>>();
  return files.map((walked) => {
    const folder = walked.levels.map(safeName).join('/');
    const folderKey = nameKey(folder, computerNameRules);
    const taken = takenByFolder.get(folderKey) ?? new Set<string>();
    const name = uniqueName(safeName(walked.object.name), taken, computerNameRules);
    takenByFolder.set(folderKey, taken.add(nameKey(name, computerNameRules)));
    return { walked, name: folder === '' ? name : `${folder}/${name}` };
  });
}
