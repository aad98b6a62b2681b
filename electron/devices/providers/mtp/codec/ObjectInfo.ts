import type { Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import { DatasetReader } from './DatasetReader.ts';
import { DatasetWriter } from './DatasetWriter.ts';
import { formatCodes } from './codes/formatCodes.ts';

/** The size in an ObjectInfo of an object of 4 GiB or more: property ObjectSize knows it. */
export const sizeBeyond32Bits = 0xffff_ffff;

const genericFolder = 1;

/**
 * A file or folder as the device describes it (MTP 1.1, 5.3.1), without the fields for pictures, which
 * we neither use nor fill in.
 */
export interface ObjectInfo {
  readonly storageId: number;
  readonly format: number;
  /** 0: it may be written and deleted. */
  readonly protectionStatus: number;
  /** `sizeBeyond32Bits` where it does not fit. */
  readonly compressedSizeBytes: number;
  /** 0 in the root. */
  readonly parent: number;
  readonly fileName: string;
  /** Date strings; `''` when not known. */
  readonly dateCreated: string;
  readonly dateModified: string;
}

/** The last field, keywords, is not read: players leave it out. */
export function decodeObjectInfo(bytes: Uint8Array): Result<ObjectInfo, AppError> {
  const reader = new DatasetReader(bytes);
  const storageId = reader.u32();
  const format = reader.u16();
  const protectionStatus = reader.u16();
  const compressedSizeBytes = reader.u32();
  skipPictureFields(reader);
  const parent = reader.u32();
  skipAssociationFields(reader);
  return reader.finish('ObjectInfo', {
    storageId,
    format,
    protectionStatus,
    compressedSizeBytes,
    parent,
    fileName: reader.string(),
    dateCreated: reader.string(),
    dateModified: reader.string(),
  });
}

export function encodeObjectInfo(info: ObjectInfo): Uint8Array {
  return new DatasetWriter()
    .u32(info.storageId)
    .u16(info.format)
    .u16(info.protectionStatus)
    .u32(Math.min(info.compressedSizeBytes, sizeBeyond32Bits))
    .u16(0)
    .u32(0)
    .u32(0)
    .u32(0)
    .u32(0)
    .u32(0)
    .u32(0)
    .u32(info.parent)
    .u16(info.format === formatCodes.Association ? genericFolder : 0)
    .u32(0)
    .u32(0)
    .string(info.fileName)
    .string(info.dateCreated)
    .string(info.dateModified)
    .string('')
    .finish();
}

/** Format, size, width and height of a thumbnail; width, height and depth of the picture. */
function skipPictureFields(reader: DatasetReader): void {
  reader.u16();
  for (let field = 0; field < 6; field += 1) reader.u32();
}

/** Association type and description, sequence number. */
function skipAssociationFields(reader: DatasetReader): void {
  reader.u16();
  reader.u32();
  reader.u32();
}
