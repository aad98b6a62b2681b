import { describe, expect, test } from 'vitest';
import { checkListenAddress, type ListenAddressOptions } from './ListenAddress.ts';
import { RequestPolicy } from './RequestPolicy.ts';

function policyFor(options: Partial<ListenAddressOptions> = {}): RequestPolicy {
  const address = checkListenAddress({
    host: '127.0.0.1',
    port: 0,
    behindTlsProxy: false,
    names: [],
    ...options,
  });
  if (!address.ok) throw new Error(address.error.code);
  return new RequestPolicy(address.value, 7349);
}

const tls = { certificate: 'PEM', key: 'PEM' };

describe('RequestPolicy', () => {
  test.each<[Partial<ListenAddressOptions>, string]>([
    [{}, 'http://127.0.0.1:7349'],
    [{ host: '::1' }, 'http://[::1]:7349'],
    [{ host: '0.0.0.0', names: ['nas.local'], ...tls }, 'https://nas.local:7349'],
    [{ behindTlsProxy: true, names: ['music.example'] }, 'https://music.example'],
    [{ behindTlsProxy: true }, 'http://127.0.0.1:7349'],
  ])('%o is printed as %s', (options, origin) => {
    expect(policyFor(options).origin).toBe(origin);
  });

  test.each([
    ['127.0.0.1:7349', true],
    ['localhost:7349', true],
    ['LOCALHOST:7349', true],
    ['[::1]:7349', true],
    ['127.0.0.1', false],
    ['127.0.0.1:80', false],
    ['127.0.0.1:73490', false],
    ['evil.example:7349', false],
    ['localhost.evil.example:7349', false],
    ['localhost.:7349', false],
    ['127.0.0.1:7349@evil.example', false],
    ['evil.example:7349, 127.0.0.1:7349', false],
    ['0.0.0.0:7349', false],
    ['2130706433:7349', false],
    ['', false],
    [undefined, false],
  ])('Host %s: %s', (host, isForUs) => {
    expect(policyFor().isForUs({ host })).toBe(isForUs);
  });

  test('behind a proxy its own port counts for the names of this machine only', () => {
    const policy = policyFor({ behindTlsProxy: true, names: ['music.example'] });
    expect(policy.isForUs({ host: 'music.example' })).toBe(true);
    expect(policy.isForUs({ host: 'music.example:8443' })).toBe(true);
    expect(policy.isForUs({ host: '127.0.0.1:7349' })).toBe(true);
    expect(policy.isForUs({ host: '127.0.0.1' })).toBe(false);
    expect(policy.isForUs({ host: 'other.example' })).toBe(false);
  });

  test.each<[Partial<ListenAddressOptions>, string, string | undefined, boolean]>([
    [{}, '127.0.0.1:7349', 'http://127.0.0.1:7349', true],
    [{}, 'localhost:7349', 'http://localhost:7349', true],
    [{}, '[::1]:7349', 'http://[::1]:7349', true],
    [{}, '127.0.0.1:7349', 'http://localhost:7349', false],
    [{}, '127.0.0.1:7349', 'https://127.0.0.1:7349', false],
    [{}, '127.0.0.1:7349', 'http://127.0.0.1:3000', false],
    [{}, '127.0.0.1:7349', 'http://evil.example', false],
    [{}, '127.0.0.1:7349', 'null', false],
    [{}, '127.0.0.1:7349', undefined, false],
    [{ ...tls }, '127.0.0.1:7349', 'https://127.0.0.1:7349', true],
    [{ ...tls }, '127.0.0.1:7349', 'http://127.0.0.1:7349', false],
    [
      { behindTlsProxy: true, names: ['music.example'] },
      'music.example',
      'https://music.example',
      true,
    ],
    [
      { behindTlsProxy: true, names: ['music.example'] },
      'music.example',
      'http://music.example',
      false,
    ],
    [
      { behindTlsProxy: true, names: ['music.example'] },
      '127.0.0.1:7349',
      'http://127.0.0.1:7349',
      true,
    ],
  ])('%o, Host %s, Origin %s: %s', (options, host, origin, isOurs) => {
    expect(policyFor(options).isFromOurPage({ host, origin })).toBe(isOurs);
  });

  test.each([
    [{}, false],
    [{ 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' }, false],
    [{ 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }, false],
    [
      {
        'sec-fetch-site': 'cross-site',
        'sec-fetch-mode': 'navigate',
        'sec-fetch-dest': 'document',
      },
      false,
    ],
    [
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
      true,
    ],
    [{ 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }, true],
    [{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'websocket' }, true],
    [{ 'sec-fetch-site': 'somewhere' }, true],
  ])('%o is from a foreign page: %s', (headers, isForeign) => {
    expect(policyFor().isFromForeignPage(headers)).toBe(isForeign);
  });
});
