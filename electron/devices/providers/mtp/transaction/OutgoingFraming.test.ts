import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { headerBytes } from '../codec/containers.ts';
import type { DeviceQuirks } from './DeviceQuirks.ts';
import { outgoingFraming } from './OutgoingFraming.ts';

const quirks = (framing: DeviceQuirks['outgoingFraming']): DeviceQuirks => ({
  outgoingFraming: framing,
  endsDataEarly: false,
  unicodeNames: true,
  rootIsAnObject: false,
  announcesOtherHandle: false,
  cancelBeforeSession: false,
});

describe('the standard framing', () => {
  test.for([
    [0, false],
    [499, false],
    [500, true],
    [501, false],
    [1012, true],
  ] as const)('marks the end of %i bytes by an empty packet: %s', ([bytes, emptyPacket]) => {
    expect(outgoingFraming(bytes, 512, quirks('standard'))).toMatchObject({
      statedBytes: bytes,
      pieces: [headerBytes + bytes],
      paddingBytes: 0,
      emptyPacket,
    });
  });
});

/**
 * What QEMU 7.2 makes of transfers (hw/usb/dev-mtp.c, usb_mtp_get_data), or why it stalls or aborts.
 */
function takenByQemu(payload: number, transfers: readonly number[], stated: number): string {
  const bufferBytes = 512 * 1024;
  let length = Math.min(stated, bufferBytes - headerBytes);
  let inBuffer = 0;
  let taken = 0;
  for (const [index, size] of transfers.entries()) {
    if (size < headerBytes) return 'stalled';
    if (index > 0 && inBuffer === length) [length, inBuffer] = [bufferBytes, 0];
    const data = index === 0 ? size - headerBytes : size;
    const part = Math.min(data, length - inBuffer);
    inBuffer += part;
    taken += part;
    if (size % 64 !== 0) {
      const isLast = index === transfers.length - 1;
      return isLast && taken === payload ? 'whole' : 'aborted';
    }
  }
  return 'waiting for more';
}

function transfersOf(payload: number): { transfers: number[]; stated: number } {
  const framing = outgoingFraming(payload, 512, quirks('qemu'));
  const transfers = framing.pieces.flatMap((piece) => {
    const whole = Math.floor(piece / framing.transferBytes);
    const rest = piece % framing.transferBytes;
    return [...Array<number>(whole).fill(framing.transferBytes), ...(rest > 0 ? [rest] : [])];
  });
  const last = transfers.length - 1;
  transfers[last] = (transfers[last] ?? 0) + framing.paddingBytes;
  return { transfers, stated: framing.statedBytes };
}

describe('the framing for QEMU', () => {
  test('brings every size to its end', () => {
    const nearBoundary = fc
      .tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: -70, max: 140 }))
      .map(([buffers, offset]) => Math.max(0, buffers * 512 * 1024 + offset));
    const sizes = fc.oneof(nearBoundary, fc.nat({ max: 3_000_000 }), fc.nat({ max: 2_000 }));
    fc.assert(
      fc.property(sizes, (payload) => {
        const { transfers, stated } = transfersOf(payload);
        expect(takenByQemu(payload, transfers, stated)).toBe('whole');
      }),
      { numRuns: 5_000 },
    );
  });

  test('is needed: the standard one leaves QEMU waiting', () => {
    expect(takenByQemu(500, [512], 500)).toBe('waiting for more');
    expect(takenByQemu(500, [512, 0], 500)).toBe('stalled');
  });
});
