import { describe, expect, test } from 'vitest';
import { checkListenAddress, type ListenAddressOptions } from './ListenAddress.ts';

const plain: ListenAddressOptions = {
  host: '127.0.0.1',
  port: 7349,
  behindTlsProxy: false,
  names: [],
};
const tls = { certificate: 'PEM', key: 'PEM' };
const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

describe('checkListenAddress', () => {
  test.each<[Partial<ListenAddressOptions>, readonly string[]]>([
    [{}, loopbackNames],
    [{ host: 'localhost' }, ['localhost', '127.0.0.1', '[::1]']],
    [{ host: '::1' }, ['[::1]', '127.0.0.1', 'localhost']],
    [{ host: '127.8.9.1' }, ['127.8.9.1', ...loopbackNames]],
    [{ names: ['Dev.Test'] }, ['127.0.0.1', 'dev.test', 'localhost', '[::1]']],
    [
      { behindTlsProxy: true, names: ['music.example'] },
      ['music.example', '127.0.0.1', 'localhost', '[::1]'],
    ],
    [{ host: '192.168.1.5', ...tls }, ['192.168.1.5', ...loopbackNames]],
    [{ host: '0.0.0.0', ...tls, names: ['nas.local'] }, ['nas.local', ...loopbackNames]],
    [{ host: 'FD00::5', ...tls }, ['[fd00::5]', ...loopbackNames]],
    [
      { host: '10.0.0.1', behindTlsProxy: true, names: ['music.example'] },
      ['music.example', '10.0.0.1', ...loopbackNames],
    ],
  ])('%o is called %o', (options, names) => {
    expect(checkListenAddress({ ...plain, ...options })).toMatchObject({
      ok: true,
      value: { names },
    });
  });

  test.each<[Partial<ListenAddressOptions>, object]>([
    [{ host: '192.168.1.5' }, { code: 'needsTls', host: '192.168.1.5' }],
    [{ host: '0.0.0.0' }, { code: 'needsTls', host: '0.0.0.0' }],
    [{ host: '::' }, { code: 'needsTls', host: '::' }],
    [{ host: '::ffff:192.168.1.5' }, { code: 'needsTls', host: '::ffff:192.168.1.5' }],
    [
      { host: '0.0.0.0', names: ['nas.local'] },
      { code: 'needsTls', host: '0.0.0.0' },
    ],
    [
      { host: '0.0.0.0', ...tls },
      { code: 'needsName', host: '0.0.0.0' },
    ],
    [
      { host: '10.0.0.1', behindTlsProxy: true },
      { code: 'needsName', host: '10.0.0.1' },
    ],
    [{ certificate: 'PEM' }, { code: 'needsCertificateAndKey' }],
    [{ key: 'PEM' }, { code: 'needsCertificateAndKey' }],
    [{ host: 'nas.local' }, { code: 'badHost', host: 'nas.local' }],
    [{ host: '127.0.0.1.evil.example' }, { code: 'badHost', host: '127.0.0.1.evil.example' }],
    [{ names: ['*'] }, { code: 'badName', name: '*' }],
    [{ names: ['nas.local:7349'] }, { code: 'badName', name: 'nas.local:7349' }],
  ])('%o is refused with %o', (options, error) => {
    expect(checkListenAddress({ ...plain, ...options })).toEqual({ ok: false, error });
  });
});
