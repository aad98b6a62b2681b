import type { SinkFact } from '../../electron/contract/sink.ts';

export type FailureReason = Extract<SinkFact, { kind: 'failed' }>['reason'];

/**
 * Why an element failed. Browsers say "source not supported" for a missing file as for a format they
 * cannot read, so in that case the address is asked whether it gives bytes at all.
 *
 * @param code of the element's `MediaError`
 * @param canFetch answers whether `url` gives bytes
 */
export async function failureReason(
  code: number | undefined,
  url: string,
  canFetch: (url: string) => Promise<boolean> = givesBytes,
): Promise<FailureReason> {
  switch (code) {
    case MediaErrorCodes.aborted:
      return 'aborted';
    case MediaErrorCodes.network:
      return 'network';
    case MediaErrorCodes.decode:
      return 'decode';
    default:
      return (await canFetch(url)) ? 'unsupported' : 'network';
  }
}

/** `MediaError`'s constants, which not every test environment has. */
export const MediaErrorCodes = {
  aborted: 1,
  network: 2,
  decode: 3,
  sourceNotSupported: 4,
} as const;

async function givesBytes(url: string): Promise<boolean> {
  const asking = new AbortController();
  try {
    const response = await fetch(url, { headers: { range: 'bytes=0-0' }, signal: asking.signal });
    return response.ok;
  } catch {
    return false;
  } finally {
    asking.abort();
  }
}
