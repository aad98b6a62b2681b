import { describe, expect, test } from 'vitest';
import { ok } from '../../../../base/Result.ts';
import { encodeU32Array } from '../codec/arrays.ts';
import { operationCodes } from '../codec/codes/operationCodes.ts';
import { responseCodes } from '../codec/codes/responseCodes.ts';
import { fakeStorageId } from '../testing/FakeMtpStore.ts';
import { never, openFakeSession } from '../testing/fakeSession.ts';
import { FakeResponder } from '../testing/FakeResponder.ts';
import type { RunTransaction } from '../transaction/MtpTransactions.ts';
import { FolderLister } from './FolderLister.ts';
import { MtpCalls } from './MtpCalls.ts';
import type { MtpObject } from './MtpObject.ts';
import { getObjectHandles, rootHandle } from './objectOperations.ts';

async function list(responder: FakeResponder, folders: readonly number[]) {
  const { session } = await openFakeSession(responder);
  const lister = new FolderLister(session.calls);
  const before = responder.transactions.length;
  const objects: MtpObject[] = [];
  const batches: number[] = [];
  const counts: number[] = [];
  const outcomes: unknown[] = [];
  for (const folder of folders) {
    outcomes.push(
      await lister.list(fakeStorageId, folder, {
        signal: never,
        onObjects(part) {
          objects.push(...part);
          batches.push(part.length);
        },
        onCount: (count) => counts.push(count),
      }),
    );
  }
  return { objects, batches, counts, outcomes, transactions: responder.transactions.slice(before) };
}

function withFiles(count: number): FakeResponder {
  const responder = new FakeResponder();
  for (let index = 0; index < count; index += 1) {
    responder.store.add({ fileName: `${index}.mp3`, bytes: new Uint8Array(index) });
  }
  return responder;
}

describe('a folder of 2,000 objects', () => {
  test('takes two transactions where property lists work', async () => {
    const { objects, batches, counts, transactions } = await list(withFiles(2_000), [rootHandle]);
    expect(batches).toHaveLength(10);
    expect(Math.max(...batches)).toBe(200);
    expect(counts).toEqual([2_000]);
    expect(objects).toHaveLength(2_000);
    expect(objects[7]).toEqual({
      handle: 8,
      storageId: fakeStorageId,
      parent: 0,
      format: 0x3000,
      isProtected: false,
      sizeBytes: 7,
      isSizeKnown: true,
      fileName: '7.mp3',
      modifiedAtMs: new Date(2024, 1, 29, 12).getTime(),
    });
    expect(transactions).toEqual(['GetObjectHandles', 'GetObjectPropList']);
  });

  test('takes one more for each where they do not, and that is asked only once', async () => {
    const responder = withFiles(20);
    responder.faults.ignoresDepth = true;
    const { objects, transactions } = await list(responder, [rootHandle, rootHandle]);
    expect(objects).toHaveLength(40);
    expect(transactions.filter((name) => name === 'GetObjectPropList')).toHaveLength(2);
    expect(transactions.filter((name) => name === 'GetObjectInfo')).toHaveLength(40);
  });

  test('never asks for a property list that is not advertised', async () => {
    const responder = withFiles(3);
    responder.operations.advertised.delete('GetObjectPropList');
    const { objects, transactions } = await list(responder, [rootHandle]);
    expect(objects).toHaveLength(3);
    expect(transactions).not.toContain('GetObjectPropList');
  });

  test('is listed one by one where property lists are refused', async () => {
    const responder = withFiles(3);
    responder.faults.refuses.GetObjectPropList = responseCodes.SpecificationByDepthUnsupported;
    const { objects } = await list(responder, [rootHandle]);
    expect(objects.map(({ fileName }) => fileName)).toEqual(['0.mp3', '1.mp3', '2.mp3']);
  });
});

test('one object that cannot be read does not hide the others', async () => {
  const responder = withFiles(3);
  responder.operations.advertised.delete('GetObjectPropList');
  responder.faults.refuses.GetObjectInfo = responseCodes.InvalidObjectHandle;
  const { objects, outcomes } = await list(responder, [rootHandle]);
  expect(objects).toEqual([]);
  expect(outcomes).toEqual([
    { ok: true, value: { unreadableCount: 0, vanishedCount: 3, isCut: false } },
  ]);
});

describe('a device that answers for no object', () => {
  test.each([
    ['DeviceBusy', 'device.busy', 1],
    ['StoreNotAvailable', 'device.noSuchStorage', 1],
    ['GeneralError', 'device.failed', 3],
  ] as const)('by %s is no device with an empty folder', async (response, code, askedCount) => {
    const responder = withFiles(3);
    responder.operations.advertised.delete('GetObjectPropList');
    responder.faults.refuses.GetObjectInfo = responseCodes[response];
    const { outcomes, transactions } = await list(responder, [rootHandle]);
    expect(outcomes).toMatchObject([{ ok: false, error: { code } }]);
    expect(transactions.filter((name) => name === 'GetObjectInfo')).toHaveLength(askedCount);
  });

  test('is asked no more when that was often', async () => {
    const responder = withFiles(100);
    responder.operations.advertised.delete('GetObjectPropList');
    responder.faults.refuses.GetObjectInfo = responseCodes.GeneralError;
    const { transactions } = await list(responder, [rootHandle]);
    expect(transactions.filter((name) => name === 'GetObjectInfo').length).toBeLessThan(20);
  });

  test('because it is busy is asked by property lists again', async () => {
    const responder = withFiles(3);
    responder.faults.refuses.GetObjectPropList = responseCodes.DeviceBusy;
    const busy = await list(responder, [rootHandle]);
    expect(busy.outcomes).toMatchObject([{ ok: false, error: { code: 'device.busy' } }]);
  });
});

test('one object of many that fails does not hide the others', async () => {
  const responder = withFiles(3);
  responder.operations.advertised.delete('GetObjectPropList');
  responder.faults.refusesInfoOf = { handle: 2, code: responseCodes.GeneralError };
  const { objects, outcomes } = await list(responder, [rootHandle]);
  expect(objects.map(({ handle }) => handle)).toEqual([1, 3]);
  expect(outcomes).toMatchObject([{ ok: true, value: { unreadableCount: 1 } }]);
});

test('a folder that claims to be in itself is left out', async () => {
  const responder = new FakeResponder();
  const folder = responder.store.addFolder('Loop');
  folder.parent = folder.handle;
  const { objects, counts } = await list(responder, [folder.handle]);
  expect(counts).toEqual([0]);
  expect(objects).toEqual([]);
});

test('a device that vanishes ends the listing', async () => {
  const responder = withFiles(3);
  responder.operations.advertised.delete('GetObjectPropList');
  responder.faults.disappearsAt = 4;
  const { outcomes } = await list(responder, [rootHandle]);
  expect(outcomes).toMatchObject([{ ok: false, error: { code: 'device.disconnected' } }]);
});

describe('a device that claims more objects than any has', () => {
  const claimed = 600_000;
  const handles = encodeU32Array(Array.from({ length: claimed }, (_, index) => index + 1));

  /** Answers only for handles, of which it has too many. */
  async function listClaims(answer: Uint8Array) {
    const run: RunTransaction = async ({ operation, data }) => {
      if (operation !== 'GetObjectHandles' || data.kind !== 'in') {
        return ok({ code: responseCodes.DeviceBusy, parameters: [] });
      }
      for (let at = 0; at < answer.byteLength; at += 65_536) {
        await data.onChunk(answer.subarray(at, at + 65_536));
      }
      return ok({ code: responseCodes.OK, parameters: [] });
    };
    const { GetObjectHandles } = operationCodes;
    const calls = new MtpCalls(new Set([GetObjectHandles]), run);
    return getObjectHandles(calls, fakeStorageId, rootHandle, never);
  }

  test('is believed half a million, and that it was cut is told', async () => {
    const listed = await listClaims(handles);
    const { isCut, handles: kept } = listed.ok ? listed.value : expect.fail();
    expect(isCut).toBe(true);
    expect(kept.size).toBe(500_000);
  });

  test('is read in turns', async () => {
    let turns = 0;
    const count = () => {
      turns += 1;
      counting = setImmediate(count);
    };
    let counting = setImmediate(count);
    await listClaims(handles);
    clearImmediate(counting);
    expect(turns).toBeGreaterThan(10);
  });

  test('and sends fewer than it counts is not understood', async () => {
    expect(await listClaims(handles.subarray(0, 1_000))).toMatchObject({
      error: { code: 'device.protocol' },
    });
  });
});
