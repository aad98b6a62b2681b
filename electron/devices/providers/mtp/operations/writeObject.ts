import type { ByteChunks } from '../transaction/ByteSource.ts';
import { err, ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import { formatCodes } from '../codec/codes/formatCodes.ts';
import { encodeObjectInfo, type ObjectInfo } from '../codec/ObjectInfo.ts';
import { encodeObjectPropertyList, type ObjectProperty } from '../codec/ObjectPropertyList.ts';
import { protocolError } from '../codec/protocolError.ts';
import type { MtpCalls } from './MtpCalls.ts';
import type { MtpSession } from './MtpSession.ts';

const beyond32Bits = 2 ** 32;

/** An object to be made: in the root where `parent` is `rootHandle`. */
export interface NewObject {
  readonly storageId: number;
  readonly parent: number;
  readonly format: number;
  readonly fileName: string;
  readonly sizeBytes: number;
  /** Date strings; `''` when not known. */
  readonly dateCreated: string;
  readonly dateModified: string;
  /** Told with SendObjectPropList, where the device has it; otherwise to be set afterwards. */
  readonly properties: readonly Omit<ObjectProperty, 'handle'>[];
}

export interface ObjectContent {
  /** Awaited when the device has an object to put the bytes into, before it gets any. */
  onAnnounced(handle: number): Promise<void> | void;
  readonly chunks: ByteChunks;
  /** Bytes that have left for the device. */
  onProgress(sentBytes: number): void;
}

export interface WrittenObject {
  readonly handle: number;
  /** Were the properties told with it? */
  readonly propertiesTold: boolean;
}

export interface WriteFailure {
  readonly error: AppError;
  /** The object as the device announced it, which may hold a part of the bytes; `null` before that. */
  readonly handle: number | null;
}

/** Announces an object and sends its bytes, with no other transaction between the two. */
export async function writeObject(
  session: MtpSession,
  object: NewObject,
  content: ObjectContent,
  signal: AbortSignal,
): Promise<Result<WrittenObject, WriteFailure>> {
  const done = await session.together(async (calls) => {
    const announced = await announce(calls, object, signal);
    if (!announced.ok) return announced;
    await content.onAnnounced(announced.value.handle);
    const data = { kind: 'out', sizeBytes: object.sizeBytes, ...content } as const;
    const sent = await calls.call('SendObject', [], data, signal);
    return ok({ written: announced.value, sent });
  }, signal);
  if (!done.ok) return err({ error: done.error, handle: null });
  const { written, sent } = done.value;
  return sent.ok ? ok(written) : err({ error: sent.error, handle: written.handle });
}

/** Makes a folder, whose handle is answered. */
export async function makeFolder(
  calls: MtpCalls,
  folder: Pick<NewObject, 'storageId' | 'parent' | 'fileName'>,
  signal: AbortSignal,
): Promise<Result<number, AppError>> {
  return sendObjectInfo(
    calls,
    { ...folder, format: formatCodes.Association, sizeBytes: 0, dateCreated: '', dateModified: '' },
    signal,
  );
}

async function announce(
  calls: MtpCalls,
  object: NewObject,
  signal: AbortSignal,
): Promise<Result<WrittenObject, AppError>> {
  const withProperties = calls.supports('SendObjectPropList') && object.properties.length > 0;
  const handle = withProperties
    ? await sendObjectPropList(calls, object, signal)
    : await sendObjectInfo(calls, object, signal);
  return handle.ok ? ok({ handle: handle.value, propertiesTold: withProperties }) : handle;
}

async function sendObjectInfo(
  calls: MtpCalls,
  object: Omit<NewObject, 'properties'>,
  signal: AbortSignal,
): Promise<Result<number, AppError>> {
  const info: ObjectInfo = {
    ...object,
    protectionStatus: 0,
    compressedSizeBytes: object.sizeBytes,
  };
  const parameters = [object.storageId, object.parent];
  const sent = await calls.sendDataset(
    'SendObjectInfo',
    parameters,
    encodeObjectInfo(info),
    signal,
  );
  return sent.ok ? handleOf(sent.value) : sent;
}

async function sendObjectPropList(
  calls: MtpCalls,
  { storageId, parent, format, sizeBytes, properties }: NewObject,
  signal: AbortSignal,
): Promise<Result<number, AppError>> {
  const size = [Math.floor(sizeBytes / beyond32Bits), sizeBytes % beyond32Bits];
  const list = encodeObjectPropertyList(properties.map((property) => ({ ...property, handle: 0 })));
  const parameters = [storageId, parent, format, ...size];
  const sent = await calls.sendDataset('SendObjectPropList', parameters, list, signal);
  return sent.ok ? handleOf(sent.value) : sent;
}

/** Storage, parent, handle. */
function handleOf(parameters: readonly number[]): Result<number, AppError> {
  const handle = parameters[2];
  return handle === undefined ? err(protocolError('no handle of the new object')) : ok(handle);
}
