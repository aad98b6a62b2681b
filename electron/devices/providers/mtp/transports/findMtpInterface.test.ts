import { describe, expect, test } from 'vitest';
import { err, ok } from '../../../../base/Result.ts';
import { findMtpInterface, mayHaveMtpInterface } from './findMtpInterface.ts';
import { parseConfigurationDescriptor, type UsbDescriptors } from './UsbDescriptors.ts';
import type { ControlSetup, UsbPort } from './UsbPort.ts';

const never = new AbortController().signal;
const threeEndpoints = [0x81, 2, 0, 2, 0x02, 2, 0, 2, 0x83, 3, 64, 0];

/** A configuration of interfaces, each with class, subclass, protocol and name. */
function described(...interfaces: readonly (readonly [number, number, number, number])[]) {
  const fields = interfaces.flatMap(([classCode, subclass, protocol, name], number) => [
    ...[9, 4, number, 0, 3, classCode, subclass, protocol, name],
    ...[0, 4, 8].flatMap((at) => [7, 5, ...threeEndpoints.slice(at, at + 4), 0]),
  ]);
  const bytes = Uint8Array.of(9, 2, 0, 0, interfaces.length, 1, 0, 0x80, 50, ...fields);
  return {
    vendorId: 1,
    productId: 2,
    manufacturerIndex: 0,
    productIndex: 0,
    serialNumberIndex: 0,
    ...parseConfigurationDescriptor(bytes),
  };
}

/** A device that answers requests for strings, and for Microsoft's descriptors. */
function device(
  descriptors: UsbDescriptors,
  { names = {}, compatibleId = '' }: { names?: Record<number, string>; compatibleId?: string } = {},
): Pick<UsbPort, 'controlIn' | 'descriptors'> & { readonly asked: ControlSetup[] } {
  const asked: ControlSetup[] = [];
  const stringDescriptor = (text: string, tail: number[] = []) =>
    Uint8Array.of(2 + 2 * text.length + tail.length, 3, ...Buffer.from(text, 'utf16le'), ...tail);
  return {
    asked,
    descriptors,
    controlIn(setup) {
      asked.push(setup);
      const name = names[setup.value & 0xff];
      if (setup.value === 0x03ee && compatibleId !== '') {
        return Promise.resolve(ok(stringDescriptor('MSFT100', [0x42, 0])));
      }
      if (setup.request === 0x42) {
        const features = Buffer.alloc(40);
        features.write(compatibleId, 18);
        return Promise.resolve(ok(new Uint8Array(features)));
      }
      if (setup.request === 6 && setup.value >> 8 === 3 && name !== undefined) {
        return Promise.resolve(ok(stringDescriptor(name)));
      }
      return Promise.resolve(err({ kind: 'stalled', details: '' }));
    },
  };
}

describe('MTP is spoken', () => {
  test('on the interface of class still image, without asking', async () => {
    const player = device(described([8, 6, 80, 0], [6, 1, 1, 4]));
    expect(await findMtpInterface(player, never)).toMatchObject({
      number: 1,
      bulkIn: { address: 0x81 },
      bulkOut: { address: 0x02 },
      interruptIn: { address: 0x83 },
    });
    expect(player.asked).toEqual([]);
  });

  test('on the one whose name says so', async () => {
    const player = device(described([255, 0, 0, 4], [255, 0, 0, 5]), {
      names: { 4: 'RIM USB', 5: 'RIM MS/MTP' },
    });
    expect(await findMtpInterface(player, never)).toMatchObject({ number: 1 });
  });

  test('on a vendor’s own, when Windows is told so', async () => {
    const player = device(described([255, 255, 0, 0]), { compatibleId: 'MTP' });
    expect(await findMtpInterface(player, never)).toMatchObject({ number: 0 });
  });

  test.for([
    ['Windows is told something else', described([255, 255, 0, 0]), 'PTP'],
    ['there is none', described([255, 255, 0, 0]), ''],
    ['it is a stick', described([8, 6, 80, 0]), 'MTP'],
  ] as const)('nowhere, when %s', async ([, descriptors, compatibleId]) => {
    expect(await findMtpInterface(device(descriptors, { compatibleId }), never)).toBeNull();
  });

  test('nowhere on an interface without its three endpoints', async () => {
    const [usbInterface] = described([6, 1, 1, 0]).interfaces;
    const endpoints = usbInterface?.endpoints.slice(0, 2) ?? [];
    const cut = usbInterface === undefined ? [] : [{ ...usbInterface, endpoints }];
    const descriptors = { ...described(), interfaces: cut };
    expect(await findMtpInterface(device(descriptors), never)).toBeNull();
    expect(mayHaveMtpInterface(descriptors)).toBe(false);
  });
});

test('a damaged configuration is read as far as it goes', () => {
  const whole = [9, 4, 0, 0, 3, 6, 1, 1, 0];
  expect(
    parseConfigurationDescriptor(Uint8Array.of(...whole, 7, 5, 0x81)).interfaces,
  ).toMatchObject([{ classCode: 6, endpoints: [] }]);
  expect(parseConfigurationDescriptor(Uint8Array.of(0, 0, 0, 0)).interfaces).toEqual([]);
});
