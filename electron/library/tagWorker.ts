import { basename } from 'node:path';
import { workerData } from 'node:worker_threads';
import { type IAudioMetadata, parseFromTokenizer, selectCover } from 'music-metadata';
import { err, ok, type Result } from '../base/Result.ts';
import { serveWorker } from '../base/serveWorker.ts';
import type { AppError } from '../contract/errors.ts';
import { BlockReader, blocksOf, type ReadBlock } from './BlockReader.ts';
import { BlockTokenizer } from './BlockTokenizer.ts';
import type { ReadAt } from './containers/ReadAt.ts';
import { readFlacExtent } from './containers/readFlacExtent.ts';
import { readMp4Codecs } from './containers/readMp4Codecs.ts';
import { readOggDuration } from './containers/readOggDuration.ts';
import { readXingHeader } from './containers/readXingHeader.ts';
import { sniffMedia } from './containers/sniffMedia.ts';
import { describeMedia } from './describeMedia.ts';
import { fileErrorOf } from './fileErrorOf.ts';
import { MissingWindowError, readWindows } from './FileWindow.ts';
import { openRegularFile } from './openRegularFile.ts';
import { PicturesBeside } from './PicturesBeside.ts';
import { storePicture, type StoredPicture } from './storePicture.ts';
import type { ReadTagsInput, ReadTagsOutput, TagWorkerApi, TagWorkerData } from './tagWorkerApi.ts';

/** A sign of life for each so many blocks of 64 KiB. */
const blocksPerSign = 64;
/** What `TagReader` passes to its workers. */
const { artFolder } = workerData as TagWorkerData;
const picturesBeside = new PicturesBeside();

async function read(
  input: ReadTagsInput,
  onBlock: (count: number) => void,
): Promise<Result<ReadTagsOutput, AppError>> {
  return input.kind === 'path' ? readPath(input, onBlock) : readParts(input, onBlock);
}

async function readPath(
  input: Extract<ReadTagsInput, { kind: 'path' }>,
  onBlock: (count: number) => void,
): Promise<Result<ReadTagsOutput, AppError>> {
  const subject = basename(input.path);
  const opened = openRegularFile(input.path, subject);
  if (!opened.ok) return opened;
  using file = opened.value;
  const { fileDescriptor, sizeBytes } = file;
  if (sizeBytes === 0) return err({ code: 'file.empty', subject });
  try {
    const reader = new BlockReader(blocksOf(fileDescriptor), sizeBytes, onBlock);
    return await readOpened(input, reader, subject);
  } catch (error) {
    return err(fileErrorOf(error, subject));
  }
}

/** A parser may keep to itself that it found nothing, so that what is missing counts however it ends. */
async function readParts(
  input: Extract<ReadTagsInput, { kind: 'windows' }>,
  onBlock: (count: number) => void,
): Promise<Result<ReadTagsOutput, AppError>> {
  const { name, sizeBytes, windows } = input;
  if (sizeBytes === 0) return err({ code: 'file.empty', subject: name });
  const missing: number[] = [];
  const readBlock: ReadBlock = (block, position) => {
    try {
      return readWindows(windows, sizeBytes, block, position);
    } catch (error) {
      if (error instanceof MissingWindowError) missing.push(error.position);
      throw error;
    }
  };
  const answer = () => {
    const [position] = missing;
    return position === undefined ? null : ok({ kind: 'missing' as const, position });
  };
  try {
    const reader = new BlockReader(readBlock, sizeBytes, onBlock);
    const read = await readOpened(input, reader, name, () => missing.length === 0);
    return answer() ?? read;
  } catch (error) {
    return answer() ?? err(fileErrorOf(error, name));
  }
}

async function readOpened(
  input: ReadTagsInput,
  reader: BlockReader,
  subject: string,
  isWhole: () => boolean = () => true,
): Promise<Result<ReadTagsOutput, AppError>> {
  const readAt: ReadAt = (position, length) => Promise.resolve(reader.bytesAt(position, length));
  const sniffed = await sniffMedia(readAt, reader.sizeBytes);
  if (sniffed.kind === 'notMedia') return err({ code: 'file.notMedia', subject });
  if (sniffed.kind === 'truncated') return err({ code: 'file.truncated', subject });
  const { mimeType, positionBytes } = sniffed;
  const metadata = await parse(reader, mimeType, input.picture === 'none');
  const mp4Codecs = mimeType.endsWith('/mp4')
    ? await readMp4Codecs(readAt, positionBytes, reader.sizeBytes)
    : new Map<string, string>();
  const oggDurationMs = mimeType.startsWith('audio/ogg')
    ? await readOggDuration(
        readAt,
        positionBytes,
        reader.sizeBytes,
        metadata?.format.sampleRate ?? null,
      )
    : null;
  const flacExtent =
    mimeType === 'audio/flac'
      ? await readFlacExtent(readAt, positionBytes, reader.sizeBytes)
      : null;
  const xingHeader = mimeType === 'audio/mpeg' ? await readXingHeader(readAt, positionBytes) : null;
  const description = describeMedia({
    sizeBytes: reader.sizeBytes,
    mimeType,
    metadata,
    mp4Codecs,
    oggDurationMs,
    flacExtent,
    xingHeader,
  });
  const picture = input.picture === 'none' || !isWhole() ? null : keepPicture(input, metadata);
  return ok({
    kind: 'described',
    description: { ...description, artId: picture?.artId ?? null },
    addedArtBytes: picture?.addedBytes ?? 0,
  });
}

/** `null` when the parser gives up: what sounds is not judged by its tags. */
async function parse(
  reader: BlockReader,
  mimeType: string,
  skipCovers: boolean,
): Promise<IAudioMetadata | null> {
  const [parserType = mimeType] = mimeType.split(';');
  try {
    return await parseFromTokenizer(new BlockTokenizer(reader, parserType), {
      skipCovers,
      mkvUseIndex: true,
    });
  } catch (error) {
    // A disk error has a code; what the parser throws has none.
    if (error instanceof Error && 'code' in error) throw error;
    return null;
  }
}

/** The file's own picture, else the folder's. A picture that cannot be kept is no failure of the file. */
function keepPicture(input: ReadTagsInput, metadata: IAudioMetadata | null): StoredPicture | null {
  try {
    const cover = selectCover(metadata?.common.picture);
    const own = cover === null ? null : storePicture(artFolder, cover.data);
    if (own !== null || input.kind === 'windows' || input.picture === 'embedded') return own;
    const beside = picturesBeside.read(input.path);
    return beside === null ? null : storePicture(artFolder, beside);
  } catch {
    return null;
  }
}

serveWorker<TagWorkerApi>({
  read: (input, call) =>
    read(input, (count) => {
      if (count % blocksPerSign === 0) call.tell(count);
    }),
});
