import type { SinkFact } from '../../electron/contract/sink.ts';

export type FailureReason = Extract<SinkFact, { kind: 'failed' }>['reason'];

/**
 * Why an element failed. Browsers say "source not supported" for a missing file as for a format they
 * cannot read, so in that case the address is asked whether it gives bytes at all. Where the browser is
 * sure to play the file's type and it does give bytes, these are damaged.
 *
 * @param code of the element's `MediaError`
 * @param support what the element's `canPlayType` says of the file's type
 * @param canFetch answers whether `url` gives bytes
 */
export async function failureReason(
  code: number | undefined,
  url: string,
  support: CanPlayTypeResult,
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
      if (!(await canFetch(url))) return 'network';
      return support === 'probably' ? 'decode' : 'unsupported';
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
