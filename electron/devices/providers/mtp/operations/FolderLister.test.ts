import { describe, expect, test } from 'vitest';
import { responseCodes } from '../codec/codes/responseCodes.ts';
import { fakeStorageId } from '../testing/FakeMtpStore.ts';
import { never, openFakeSession } from '../testing/fakeSession.ts';
import { FakeResponder } from '../testing/FakeResponder.ts';
import { FolderLister } from './FolderLister.ts';
import type { MtpObject } from './MtpObject.ts';
import { rootHandle } from './objectOperations.ts';

async function list(responder: FakeResponder, folders: readonly number[]) {
  const { session } = await openFakeSession(responder);
  const lister = new FolderLister(session.calls);
  const before = responder.transactions.length;
  const objects: MtpObject[] = [];
  const counts: number[] = [];
  const outcomes: unknown[] = [];
  for (const folder of folders) {
    outcomes.push(
      await lister.list(fakeStorageId, folder, {
        signal: never,
        onObjects: (part) => objects.push(...part),
        onCount: (count) => counts.push(count),
      }),
    );
  }
  return { objects, counts, outcomes, transactions: responder.transactions.slice(before) };
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
    const { objects, counts, transactions } = await list(withFiles(2_000), [rootHandle]);
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
  expect(outcomes).toEqual([{ ok: true, value: [1, 2, 3] }]);
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
