import type { ByteRange } from './byteRange.ts';

/** A part of something of `completeBytes` bytes. */
export interface ContentRange extends ByteRange {
  readonly completeBytes: number;
}

/**
 * What a `Content-Range` header says a body is (RFC 9110, 14.4). `null` when it is malformed, in another
 * unit, or leaves out what it says it is part of.
 */
export function parseContentRange(header: string): ContentRange | null {
  const match = /^\s*bytes\s+(\d{1,15})-(\d{1,15})\/(\d{1,15})\s*$/i.exec(header);
  if (match === null) return null;
  const [first = 0, last = 0, completeBytes = 0] = match.slice(1).map(Number);
  return first <= last && last < completeBytes ? { first, last, completeBytes } : null;
}
