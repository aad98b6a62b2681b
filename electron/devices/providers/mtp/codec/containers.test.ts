import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decodeHeader,
  decodeShortContainer,
  encodeShortContainer,
  headerBytes,
  writeHeader,
} from './containers.ts';

test('a command is length, type, code, transaction id and parameters', () => {
  const bytes = encodeShortContainer({
    type: 'command',
    code: 0x1002,
    transactionId: 7,
    parameters: [1],
  });
  expect([...bytes]).toEqual([16, 0, 0, 0, 1, 0, 2, 0x10, 7, 0, 0, 0, 1, 0, 0, 0]);
});

test.each([2 ** 32, -1, 0.5, Number.NaN])('%d is no parameter', (parameter) => {
  const command = { type: 'command', code: 0x1002, transactionId: 7 } as const;
  expect(() => encodeShortContainer({ ...command, parameters: [parameter] })).toThrow(RangeError);
});

test('responses and events are read back as they were written', () => {
  const containers = fc.record({
    type: fc.constantFrom('response' as const, 'event' as const),
    code: fc.nat({ max: 0xffff }),
    transactionId: fc.nat({ max: 0xffff_ffff }),
    parameters: fc.array(fc.nat({ max: 0xffff_ffff }), { maxLength: 5 }),
  });
  fc.assert(
    fc.property(containers, (container) => {
      expect(decodeShortContainer(encodeShortContainer(container))).toEqual({
        ok: true,
        value: container,
      });
    }),
  );
});

test.for([
  ['length', 100, 100],
  ['no length above 32 bits', 5 * 2 ** 32, null],
  ['no length when it is not known', null, null],
] as const)('a data header states its %s', ([, lengthBytes, stated]) => {
  const bytes = new Uint8Array(headerBytes);
  writeHeader(bytes, { type: 'data', code: 0x100d, transactionId: 1, lengthBytes });
  expect(decodeHeader(bytes)).toMatchObject({ ok: true, value: { lengthBytes: stated } });
});

test.for([
  ['cut short', [12, 0, 0, 0, 3, 0, 1, 0x20, 1, 0, 0]],
  ['of an unknown type', [12, 0, 0, 0, 9, 0, 1, 0x20, 1, 0, 0, 0]],
  ['shorter than its header', [11, 0, 0, 0, 3, 0, 1, 0x20, 1, 0, 0, 0]],
  ['longer than what came', [16, 0, 0, 0, 3, 0, 1, 0x20, 1, 0, 0, 0]],
  ['that is data', [12, 0, 0, 0, 2, 0, 1, 0x20, 1, 0, 0, 0]],
  ['without a length', [255, 255, 255, 255, 3, 0, 1, 0x20, 1, 0, 0, 0]],
] as const)('a response %s is device.protocol', ([, bytes]) => {
  expect(decodeShortContainer(Uint8Array.from(bytes))).toMatchObject({
    ok: false,
    error: { code: 'device.protocol' },
  });
});

test('any bytes are read or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      const decoded = decodeShortContainer(bytes);
      if (decoded.ok) expect(decoded.value.parameters.length).toBeLessThanOrEqual(5);
      else expect(decoded.error.code).toBe('device.protocol');
    }),
  );
});
