import { expect, test } from 'vitest';
import { parseHostAddress } from './parseHostAddress.ts';

test.each([
  ['nas', { host: 'nas', port: 3240 }],
  [' nas.local:4000 ', { host: 'nas.local', port: 4000 }],
  ['192.168.1.2', { host: '192.168.1.2', port: 3240 }],
  ['[fe80::1]:99', { host: 'fe80::1', port: 99 }],
  ['fe80::1', null],
  ['nas:0', null],
  ['nas:65536', null],
  ['http://nas', null],
  ['', null],
])('%s', (address, expected) => {
  expect(parseHostAddress(address)).toEqual(expected);
});
