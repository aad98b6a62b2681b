import { expect, test } from 'vitest';
import { responseError } from './responseError.ts';

test.each([
  [0x2003, 'SessionNotOpen', 'device.busy'],
  [0x201e, 'SessionAlreadyOpen', 'device.failed'],
  [0x201f, 'TransactionCancelled', 'device.failed'],
  [0x2012, 'PartialDeletion', 'device.partialDeletion'],
  [0x2013, 'StoreNotAvailable', 'device.noSuchStorage'],
  [0xa809, 'ObjectTooLarge', 'device.objectTooLarge'],
])(
  'WD-17 the response %i (%s) is told by its number, and named in the details',
  (code, name, expected) => {
    const error = responseError('GetObject', { code, parameters: [] });
    expect(error.code).toBe(expected);
    expect(error.details).toMatch(new RegExp(`^GetObject: ${name} `));
  },
);
