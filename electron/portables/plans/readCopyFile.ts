import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Result } from '../../base/Result.ts';
import type { DevicePlace } from '../../contract/devices.ts';
import type { AppError } from '../../contract/errors.ts';
import type { UploadId } from '../../contract/ids.ts';
import { fileKindOf } from '../../contract/mediaTypes.ts';
import { formatOfName } from '../../devices/formatOfName.ts';
import type { DeviceFiles } from '../../files/DeviceFiles.ts';
import { fileErrorOf } from '../../library/fileErrorOf.ts';
import type { SpoolRoom } from '../../files/UploadSpool.ts';
import type { MediaDescription } from '../../library/MediaDescription.ts';
import type { RangedFile } from '../../library/RangedFile.ts';
import type { RangedTagReading, TagReading } from '../../library/TagReader.ts';
import type { OpenedFile } from '../../player/opening/FileReceiver.ts';
import type { CopyFile, MusicFacts } from '../../sync/planning/CopyFile.ts';

/** Dropped files of browsers, whole or part by part; `UploadSpool` and `UploadRanges`, or a stand-in. */
export interface UploadAccess {
  roomFor(sizeBytes: number): Promise<SpoolRoom>;
  /** For what it says of itself: little of it is sent. Fails with `upload.gone`, as its readings do. */
  open(uploadId: UploadId): Result<RangedFile, AppError>;
  /** Keeps its bytes here until it is disposed. */
  want(
    uploadId: UploadId,
    signal: AbortSignal,
  ): Promise<Result<{ readonly path: string } & Disposable, AppError>>;
}

export interface CopyFileServices {
  readonly tagReader: TagReading & RangedTagReading;
  readonly uploads: Pick<UploadAccess, 'roomFor' | 'open'>;
  readonly deviceFiles: DeviceFiles;
}

/** Finds out what a plan has to know of a file: its size and date, and of music what it says of itself. */
export async function readCopyFile(
  opened: OpenedFile,
  services: CopyFileServices,
  signal: AbortSignal,
): Promise<CopyFile> {
  const { relativePath } = opened;
  const name = relativePath.slice(relativePath.lastIndexOf('/') + 1);
  const isMusic = fileKindOf(name) === 'audio';
  const shared = { relativePath, format: formatOfName(name), isMusic, problem: null };
  if (opened.kind === 'upload') {
    const { uploadId, sizeBytes, modifiedAtMs = null } = opened;
    const upload = { ...shared, source: { kind: 'upload', uploadId } as const, sizeBytes };
    const room = await services.uploads.roomFor(sizeBytes);
    if (room === 'none') {
      const problem: AppError = { code: 'upload.spoolFull', subject: name };
      return { ...upload, modifiedAtMs, music: null, problem };
    }
    const music = isMusic ? await readUpload(uploadId, services, signal) : null;
    return { ...upload, modifiedAtMs, music };
  }
  if (opened.kind === 'device')
    return { ...shared, ...(await readDevice(opened.place, isMusic, services, signal)) };
  const { path } = opened;
  const source = { kind: 'path', path } as const;
  try {
    const stats = await stat(path);
    const { size: sizeBytes, mtimeMs: modifiedAtMs } = stats;
    if (!stats.isFile()) return { ...shared, ...unknown(source), problem: notRegular(name) };
    const music = isMusic ? await readPath(path, services, signal) : null;
    return { ...shared, source, sizeBytes, modifiedAtMs, music };
  } catch (error) {
    return { ...shared, ...unknown(source), problem: fileErrorOf(error, basename(path)) };
  }
}

function unknown(source: CopyFile['source']) {
  return { source, sizeBytes: 0, modifiedAtMs: null, music: null };
}

function notRegular(subject: string): AppError {
  return { code: 'file.notRegular', subject };
}

/** Music whose tags cannot be read is copied all the same. */
async function readPath(
  path: string,
  { tagReader }: CopyFileServices,
  signal: AbortSignal,
): Promise<MusicFacts | null> {
  const options = { priority: 'interactive', picture: 'embeddedOrBeside', signal } as const;
  const read = await tagReader.read(path, options);
  return read.ok ? factsOf(read.value) : null;
}

async function readUpload(
  uploadId: UploadId,
  { uploads, tagReader }: CopyFileServices,
  signal: AbortSignal,
): Promise<MusicFacts | null> {
  const opened = uploads.open(uploadId);
  if (!opened.ok) return null;
  const options = { priority: 'interactive', picture: 'embedded', signal } as const;
  const read = await tagReader.readRanged(opened.value, options);
  return read.ok ? factsOf(read.value) : null;
}

/** A file on another player: it is copied from there, part by part. */
async function readDevice(
  place: DevicePlace,
  isMusic: boolean,
  { deviceFiles, tagReader }: CopyFileServices,
  signal: AbortSignal,
): Promise<Pick<CopyFile, 'source' | 'sizeBytes' | 'modifiedAtMs' | 'music' | 'problem'>> {
  const source = { kind: 'device', place } as const;
  const opened = await deviceFiles.open(place, signal);
  if (!opened.ok) return { ...unknown(source), problem: opened.error };
  const { sizeBytes, modifiedAtMs } = opened.value;
  const options = { priority: 'interactive', picture: 'embedded', signal } as const;
  const read = isMusic ? await tagReader.readRanged(opened.value, options) : null;
  const music = read?.ok === true ? factsOf(read.value) : null;
  return { source, sizeBytes, modifiedAtMs, music, problem: null };
}

function factsOf({ tags, durationMs, artId }: MediaDescription): MusicFacts {
  return {
    title: tags.title ?? null,
    artist: tags.artist ?? null,
    album: tags.album ?? null,
    albumArtist: tags.albumArtist ?? null,
    genre: tags.genre ?? null,
    trackNumber: tags.trackNumber ?? null,
    year: tags.year ?? null,
    durationMs,
    artId,
  };
}
