import { expect, test } from 'vitest';
import { writeFailure } from './writeFailure.ts';

test.each([
  ['ENOSPC', 'file.diskFull'],
  ['EDQUOT', 'file.diskFull'],
  ['EACCES', 'file.permissionDenied'],
  ['EROFS', 'file.permissionDenied'],
  ['EIO', 'file.writeFailed'],
])('%s is %s', (systemCode, code) => {
  const error = Object.assign(new Error('whatever it says'), { code: systemCode });
  expect(writeFailure(error, 'settings.json')).toEqual({
    code,
    subject: 'settings.json',
    details: systemCode,
  });
});

test('an error without a code is a failed write', () => {
  expect(writeFailure(new Error('ENOSPC'), 'a')).toEqual({
    code: 'file.writeFailed',
    subject: 'a',
  });
});
