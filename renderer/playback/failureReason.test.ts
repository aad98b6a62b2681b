import { describe, expect, it, vi } from 'vitest';
import { failureReason, MediaErrorCodes } from './failureReason.ts';

const { aborted, network, decode, sourceNotSupported } = MediaErrorCodes;
const unasked = () => Promise.reject(new Error('Asked without need'));

describe('failureReason', () => {
  it.each([
    [aborted, 'aborted'],
    [network, 'network'],
    [decode, 'decode'],
  ])('translates MediaError %i into %s without asking', async (code, reason) => {
    expect(await failureReason(code, 'media/g1', 'probably', unasked)).toBe(reason);
  });

  it.each([
    [200, 'maybe', 'unsupported'],
    [200, '', 'unsupported'],
    [200, 'probably', 'decode'],
    [404, 'probably', 'network'],
  ] as const)(
    'asks an address that was not supported: %i of type "%s" means %s',
    async (status, support, reason) => {
      const fetching = vi
        .spyOn(globalThis, 'fetch')
        .mockResolvedValue(new Response(null, { status }));
      expect(await failureReason(sourceNotSupported, 'media/g1', support)).toBe(reason);
      expect(fetching).toHaveBeenCalledWith('media/g1', expect.anything());
      fetching.mockRestore();
    },
  );

  it('takes an address that cannot be reached for a lost connection', async () => {
    const fetching = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('offline'));
    expect(await failureReason(undefined, 'media/g1', '')).toBe('network');
    fetching.mockRestore();
  });
});
