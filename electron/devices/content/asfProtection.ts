import type { SourceWindow } from './SourceWindow.ts';

/** ASF specification 01.20.06, section 10.1 and 10.2; GUIDs as they lie in the file. */
const headerObject = guid('75B22630-668E-11CF-A6D9-00AA0062CE6C');
const encryptionObjects = [
  guid('2211B3FB-BD23-11D2-B4B7-00A0C955FC6E'), // Content Encryption
  guid('298AE614-2622-4C17-B935-DAE07EE9289C'), // Extended Content Encryption
  guid('43058533-6981-49E6-9B74-AD12CB86D58C'), // Advanced Content Encryption
];

const headerBytes = 30;
const objectHeaderBytes = 24;
const maximumObjects = 1_000;

export function isAsf(head: Buffer): boolean {
  return head.subarray(0, 16).equals(headerObject);
}

/** Does the header of an ASF file (`.wma`, `.wmv`, `.asf`) hold an encryption object? */
export async function isAsfEncrypted(source: SourceWindow): Promise<boolean> {
  const header = await source.read(0, headerBytes);
  if (header.length < headerBytes) return false;
  const end = Math.min(source.sizeBytes, Number(header.readBigUInt64LE(16)));
  let at = headerBytes;
  for (let count = 0; count < maximumObjects && at + objectHeaderBytes <= end; count += 1) {
    const object = await source.read(at, objectHeaderBytes);
    if (object.length < objectHeaderBytes) return false;
    if (encryptionObjects.some((id) => object.subarray(0, 16).equals(id))) return true;
    const sizeBytes = Number(object.readBigUInt64LE(16));
    if (sizeBytes < objectHeaderBytes) return false;
    at += sizeBytes;
  }
  return false;
}

/** The first three groups are little-endian in the file, the others as written. */
function guid(text: string): Buffer {
  const bytes = Buffer.from(text.replaceAll('-', ''), 'hex');
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}
