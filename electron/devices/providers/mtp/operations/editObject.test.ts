import { expect, test } from 'vitest';
import { ok } from '../../../../base/Result.ts';
import { decodeShortContainer, encodeShortContainer } from '../codec/containers.ts';
import { operationCodes } from '../codec/codes/operationCodes.ts';
import { responseCodes } from '../codec/codes/responseCodes.ts';
import type { RunTransaction } from '../transaction/MtpTransactions.ts';
import { sendPartialObject } from './editObject.ts';
import { MtpCalls } from './MtpCalls.ts';

const never = new AbortController().signal;
const { SendPartialObject } = operationCodes;
const mebibyte = 1024 * 1024;
const gibibyte = 1024 * mebibyte;

interface SentPart {
  readonly offsetBytes: number;
  /** As the parameters of the command tell it. */
  readonly announcedBytes: number;
  /** As the data phase tells it. */
  readonly stated: number;
  readonly sentBytes: number;
}

/** Takes parts as a device reads their commands off the wire, and counts their bytes. */
function countingSink() {
  const parts: SentPart[] = [];
  const run: RunTransaction = async ({ parameters, data }) => {
    const command = { type: 'command', code: SendPartialObject, transactionId: 1 } as const;
    const read = decodeShortContainer(encodeShortContainer({ ...command, parameters }));
    if (!read.ok || data.kind !== 'out') return expect.fail('no part');
    const [, low = 0, high = 0, announcedBytes = 0] = read.value.parameters;
    let sentBytes = 0;
    for await (const { byteLength } of data.chunks) {
      sentBytes += byteLength;
      data.onProgress?.(sentBytes);
    }
    const offsetBytes = low + high * 2 ** 32;
    parts.push({ offsetBytes, announcedBytes, stated: data.sizeBytes, sentBytes });
    return ok({ code: responseCodes.OK, parameters: [] });
  };
  return { parts, calls: new MtpCalls(new Set([SendPartialObject]), run) };
}

/** The same memory again and again, in chunks that no part is a multiple of. */
function* sparse(totalBytes: number): Generator<Uint8Array> {
  const chunk = new Uint8Array(100 * 1000 * 1000);
  for (let left = totalBytes; left > 0; left -= chunk.byteLength) yield chunk.subarray(0, left);
}

test('more than 4 GiB go in parts whose sizes fit the 32 bits of their parameter', async () => {
  const { parts, calls } = countingSink();
  const sizeBytes = 4 * gibibyte + 3 * mebibyte;
  const progress: number[] = [];
  const sent = await sendPartialObject(
    calls,
    {
      handle: 7,
      offsetBytes: gibibyte,
      sizeBytes,
      chunks: sparse(sizeBytes),
      onProgress: (bytes) => void progress.push(bytes),
    },
    never,
  );
  expect(sent).toEqual({ ok: true });
  let placeBytes = gibibyte;
  for (const { offsetBytes, announcedBytes, stated, sentBytes } of parts) {
    expect(offsetBytes).toBe(placeBytes);
    expect([announcedBytes, sentBytes]).toEqual([stated, stated]);
    expect(announcedBytes).toBeLessThanOrEqual(gibibyte);
    placeBytes += sentBytes;
  }
  expect(placeBytes).toBe(gibibyte + sizeBytes);
  expect(progress).toEqual(progress.toSorted((one, other) => one - other));
  expect(progress.at(-1)).toBe(sizeBytes);
});

test('what a source has too much is in the last part, where it is noticed', async () => {
  const { parts, calls } = countingSink();
  const part = { handle: 7, offsetBytes: 0, sizeBytes: gibibyte + 1, onProgress: () => undefined };
  await sendPartialObject(calls, { ...part, chunks: sparse(gibibyte + 2) }, never);
  expect(parts.map(({ sentBytes, stated }) => sentBytes - stated)).toEqual([0, 1]);
});

test('the source is let go of, whatever comes of it', async () => {
  const refusing = new MtpCalls(new Set([SendPartialObject]), () =>
    Promise.resolve(ok({ code: responseCodes.StoreFull, parameters: [] })),
  );
  let isClosed = false;
  function* source(): Generator<Uint8Array> {
    try {
      yield new Uint8Array(1);
    } finally {
      isClosed = true;
    }
  }
  const chunks = source();
  chunks.next();
  const part = { handle: 7, offsetBytes: 0, sizeBytes: 2, chunks, onProgress: () => undefined };
  expect(await sendPartialObject(refusing, part, never)).toMatchObject({
    error: { code: 'device.storageFull' },
  });
  expect(isClosed).toBe(true);
});
