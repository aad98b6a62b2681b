import { err, ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import { protocolError } from './protocolError.ts';

/** Bytes before the payload of every container: length, type, code, transaction id (MTP 1.1, H.3). */
export const headerBytes = 12;

/** The length of a container whose true length does not fit 32 bits: it ends with a short packet. */
export const unknownLength = 0xffff_ffff;

/** No operation, response or event has more parameters. */
const maximumParameters = 5;

const containerTypes = { command: 1, data: 2, response: 3, event: 4 } as const;
export type ContainerType = keyof typeof containerTypes;

export interface ContainerHeader {
  readonly type: ContainerType;
  /** Header and payload; `null` when only a short packet tells (more than 4 GiB). */
  readonly lengthBytes: number | null;
  /** The operation of a command and its data; the response; the event. */
  readonly code: number;
  readonly transactionId: number;
}

/** A command, a response or an event: a header and up to five parameters. */
export interface ShortContainer {
  readonly type: Exclude<ContainerType, 'data'>;
  readonly code: number;
  readonly transactionId: number;
  readonly parameters: readonly number[];
}

/** Throws for a parameter that is not of 32 bits: cut down, it would tell the device something else. */
export function encodeShortContainer(container: ShortContainer): Uint8Array {
  const { parameters } = container;
  const bytes = new Uint8Array(headerBytes + 4 * parameters.length);
  const view = new DataView(bytes.buffer);
  writeHeader(bytes, { ...container, lengthBytes: bytes.byteLength });
  parameters.forEach((parameter, index) => {
    if (parameter !== parameter >>> 0) throw new RangeError(`parameter ${parameter}`);
    view.setUint32(headerBytes + 4 * index, parameter, true);
  });
  return bytes;
}

/** Writes into the first twelve of `bytes`. */
export function writeHeader(bytes: Uint8Array, header: ContainerHeader): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
  const { lengthBytes } = header;
  const fits = lengthBytes !== null && lengthBytes < unknownLength;
  view.setUint32(0, fits ? lengthBytes : unknownLength, true);
  view.setUint16(4, containerTypes[header.type], true);
  view.setUint16(6, header.code, true);
  view.setUint32(8, header.transactionId, true);
}

export function decodeHeader(bytes: Uint8Array): Result<ContainerHeader, AppError> {
  if (bytes.byteLength < headerBytes) {
    return err(protocolError(`container of ${bytes.byteLength} bytes`));
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
  const length = view.getUint32(0, true);
  const type = containerTypeOf(view.getUint16(4, true));
  if (type === null) return err(protocolError(`container type ${view.getUint16(4, true)}`));
  if (length < headerBytes) return err(protocolError(`container length ${length}`));
  return ok({
    type,
    lengthBytes: length === unknownLength ? null : length,
    code: view.getUint16(6, true),
    transactionId: view.getUint32(8, true),
  });
}

/** A response or an event, whole in `bytes`. What follows its stated length is ignored. */
export function decodeShortContainer(bytes: Uint8Array): Result<ShortContainer, AppError> {
  const decoded = decodeHeader(bytes);
  if (!decoded.ok) return decoded;
  const { type, lengthBytes, code, transactionId } = decoded.value;
  if (type === 'data') return err(protocolError('data where a response or event was due'));
  if (lengthBytes === null || lengthBytes > bytes.byteLength) {
    return err(
      protocolError(`${type} of ${lengthBytes ?? 'unknown'} in ${bytes.byteLength} bytes`),
    );
  }
  const count = Math.min(Math.floor((lengthBytes - headerBytes) / 4), maximumParameters);
  const view = new DataView(bytes.buffer, bytes.byteOffset + headerBytes, 4 * count);
  const parameters = Array.from({ length: count }, (_, index) => view.getUint32(4 * index, true));
  return ok({ type, code, transactionId, parameters });
}

function containerTypeOf(code: number): ContainerType | null {
  switch (code) {
    case containerTypes.command:
      return 'command';
    case containerTypes.data:
      return 'data';
    case containerTypes.response:
      return 'response';
    case containerTypes.event:
      return 'event';
    default:
      return null;
  }
}
