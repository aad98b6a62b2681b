import { expect, test } from 'vitest';
import { errorTraits } from '../contract/errors.ts';
import { wmdmErrorCodes } from './wmdmErrorCodes.ts';

test('WD-16 every error has a code of ours, or a reason why it cannot come up', () => {
  for (const { name, code, because } of wmdmErrorCodes) {
    expect([name, code === null]).toEqual([name, because !== undefined]);
    if (code !== null) expect(errorTraits).toHaveProperty([code]);
  }
});

test('WD-16 the numbers are all there, once and in order', () => {
  const failures = wmdmErrorCodes.filter(({ name }) => name.startsWith('WMDM_E_'));
  const numbers = failures.map(({ hresult }) => hresult - 0x80045000);
  expect(numbers).toEqual(Array.from({ length: 0x14 }, (_, number) => number));
  const successes = wmdmErrorCodes.filter(({ name }) => name.startsWith('WMDM_S_'));
  expect(successes.map(({ hresult }) => hresult)).toEqual([0x00045001, 0x00045002]);
});

test('WD-16 what has another remedy has another code', () => {
  const codes = wmdmErrorCodes.flatMap(({ code }) => code ?? []);
  const shared = codes.filter((code, index) => codes.indexOf(code) !== index);
  // A device without rights, and one without a certificate, can only be given clear files.
  expect(shared).toEqual(['device.notCertified']);
});
