/** Bytes `first` to `last`, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * What a `Range` header asks for (RFC 9110, 14.2). `'whole'` for a header that is to be ignored:
 * absent, malformed, in another unit, or of several ranges (a media element never sends those, and a
 * server may answer them with everything).
 */
export function parseByteRange(
  header: string | null,
  sizeBytes: number,
): ByteRange | 'whole' | 'unsatisfiable' {
  const match = /^\s*bytes\s*=\s*(\d{0,16})\s*-\s*(\d{0,16})\s*$/i.exec(header ?? '');
  const [, from = '', to = ''] = match ?? [];
  if (from === '' && to === '') return 'whole';
  if (from === '') {
    const suffixBytes = Math.min(Number(to), sizeBytes);
    if (suffixBytes === 0) return 'unsatisfiable';
    return { first: sizeBytes - suffixBytes, last: sizeBytes - 1 };
  }
  const first = Number(from);
  const last = to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1);
  if (to !== '' && Number(to) < first) return 'whole';
  return first < sizeBytes ? { first, last } : 'unsatisfiable';
}
