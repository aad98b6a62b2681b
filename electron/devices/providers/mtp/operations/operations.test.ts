import { describe, expect, test } from 'vitest';
import { dataTypeCodes } from '../codec/codes/dataTypeCodes.ts';
import { devicePropertyCodes } from '../codec/codes/devicePropertyCodes.ts';
import { formatCodes } from '../codec/codes/formatCodes.ts';
import { objectPropertyCodes } from '../codec/codes/objectPropertyCodes.ts';
import { operationCodes, type OperationName } from '../codec/codes/operationCodes.ts';
import { patternBytes } from '../../../testing/patternBytes.ts';
import { fakeStorageId } from '../testing/FakeMtpStore.ts';
import { never, openFakeSession } from '../testing/fakeSession.ts';
import { FakeResponder } from '../testing/FakeResponder.ts';
import { getDevicePropDesc, getDevicePropValue, setDevicePropValue } from './deviceOperations.ts';
import { beginEditObject, endEditObject, sendPartialObject, truncateObject } from './editObject.ts';
import {
  copyObject,
  deleteObject,
  getNumObjects,
  getObjectReferences,
  moveObject,
  rootHandle,
  setObjectReferences,
} from './objectOperations.ts';
import {
  getObjectPropDesc,
  getObjectPropsSupported,
  getObjectPropValue,
  setObjectPropValue,
} from './objectPropertyOperations.ts';
import { getThumb, readObject } from './readObject.ts';
import { getStorageIds, getStorageInfo } from './storageOperations.ts';
import { makeFolder, writeObject, type NewObject } from './writeObject.ts';

const newObject: NewObject = {
  storageId: fakeStorageId,
  parent: rootHandle,
  format: formatCodes.Mp3,
  fileName: 'a.mp3',
  sizeBytes: 3,
  dateCreated: '',
  dateModified: '',
  properties: [],
};

const content = (bytes: Uint8Array) => ({
  chunks: [bytes],
  onProgress: () => undefined,
  onAnnounced: () => undefined,
});

describe('storages', () => {
  test('empty slots are no storages', async () => {
    const { session } = await openFakeSession();
    expect(await getStorageIds(session.calls, never)).toEqual({ ok: true, value: [fakeStorageId] });
  });

  test('say how large and how full they are', async () => {
    const { session, responder } = await openFakeSession();
    responder.store.add({ fileName: 'a', bytes: patternBytes(1_000) });
    expect(await getStorageInfo(session.calls, fakeStorageId, never)).toMatchObject({
      ok: true,
      value: { capacityBytes: 67_108_864, freeBytes: 67_107_864, description: 'Memory' },
    });
    expect(await getStorageInfo(session.calls, 9, never)).toMatchObject({
      error: { code: 'device.noSuchStorage' },
    });
  });
});

describe('writing', () => {
  test('announces and sends with no other transaction between the two', async () => {
    const { session, responder } = await openFakeSession();
    const writing = writeObject(session, newObject, content(patternBytes(3)), never);
    const other = getStorageIds(session.calls, never);
    expect(await writing).toEqual({ ok: true, value: { handle: 1, propertiesTold: false } });
    await other;
    expect(responder.transactions.slice(-3)).toEqual([
      'SendObjectInfo',
      'SendObject',
      'GetStorageIDs',
    ]);
  });

  test('tells the properties with it, where the device has SendObjectPropList', async () => {
    const { session, responder } = await openFakeSession();
    const text = (property: number, value: string) => ({
      property,
      dataType: dataTypeCodes.String,
      value,
    });
    const properties = [
      text(objectPropertyCodes.ObjectFileName, 'a.mp3'),
      text(objectPropertyCodes.Artist, 'Umm Kulthum'),
    ];
    const object = { ...newObject, properties };
    expect(await writeObject(session, object, content(patternBytes(3)), never)).toEqual({
      ok: true,
      value: { handle: 1, propertiesTold: true },
    });
    const texts = responder.store.objects.get(1)?.texts;
    expect(texts?.get(objectPropertyCodes.Artist)).toBe('Umm Kulthum');
  });

  test('what does not fit leaves nothing behind', async () => {
    const { session, responder } = await openFakeSession();
    responder.store.capacityBytes = 2;
    expect(await writeObject(session, newObject, content(patternBytes(3)), never)).toMatchObject({
      error: { error: { code: 'device.storageFull' }, handle: null },
    });
  });

  test('says that the device has an object before it gets bytes', async () => {
    const { session, responder } = await openFakeSession();
    const seen: unknown[] = [];
    const onAnnounced = (handle: number) => void seen.push(handle, responder.transactions.at(-1));
    await writeObject(session, newObject, { ...content(patternBytes(3)), onAnnounced }, never);
    expect(seen).toEqual([1, 'SendObjectInfo']);
  });

  test('a folder takes one transaction', async () => {
    const { session, responder } = await openFakeSession();
    const folder = { storageId: fakeStorageId, parent: rootHandle, fileName: 'Music' };
    expect(await makeFolder(session.calls, folder, never)).toEqual({ ok: true, value: 1 });
    expect(responder.store.objects.get(1)?.format).toBe(formatCodes.Association);
  });
});

describe('reading', () => {
  test.for([
    ['GetPartialObject64', []],
    ['GetPartialObject', ['GetPartialObject64']],
    ['GetObject', ['GetPartialObject64', 'GetPartialObject']],
  ] as const)('a part by %s', async ([operation, missing]) => {
    const responder = new FakeResponder();
    for (const name of missing) responder.operations.advertised.delete(name);
    const fake = await openFakeSession(responder);
    const bytes = patternBytes(700_000);
    const { handle } = responder.store.add({ fileName: 'a', bytes });
    const chunks: Uint8Array[] = [];
    const onChunk = (chunk: Uint8Array) => void chunks.push(chunk);
    const range = { handle, offsetBytes: 100_001, lengthBytes: 300_000, onChunk };
    const result = await fake.passTimeUntil(readObject(fake.session.calls, range, never));
    expect(result).toEqual({ ok: true, value: 300_000 });
    expect(Buffer.compare(Buffer.concat(chunks), bytes.subarray(100_001, 400_001))).toBe(0);
    expect(responder.transactions).toContain(operation);
  });

  test('an object that is shorter than it was said to be', async () => {
    const { session, responder } = await openFakeSession();
    const { handle } = responder.store.add({ fileName: 'a', bytes: patternBytes(10) });
    const range = { handle, offsetBytes: 4, lengthBytes: 100, onChunk: () => undefined };
    expect(await readObject(session.calls, range, never)).toEqual({ ok: true, value: 6 });
  });

  test('a thumbnail that is not there', async () => {
    const { session } = await openFakeSession();
    expect(await getThumb(session.calls, 1, 1_000, never)).toMatchObject({
      error: { code: 'device.noSuchObject' },
    });
  });
});

describe('Android’s extension', () => {
  test('goes on with an object that is there in part', async () => {
    const { session, responder } = await openFakeSession();
    const bytes = patternBytes(200_000);
    const object = responder.store.add({ fileName: 'a', bytes: bytes.slice(0, 150_000) });
    const { calls } = session;
    const { handle } = object;
    expect(await beginEditObject(calls, handle, never)).toEqual({ ok: true });
    expect(await truncateObject(calls, handle, 120_000, never)).toEqual({ ok: true });
    const sent: number[] = [];
    const part = {
      handle,
      offsetBytes: 120_000,
      sizeBytes: 80_000,
      chunks: [bytes.subarray(120_000)],
      onProgress: (sentBytes: number) => void sent.push(sentBytes),
    };
    expect(await sendPartialObject(calls, part, never)).toEqual({ ok: true });
    expect(await endEditObject(calls, handle, never)).toEqual({ ok: true });
    expect(Buffer.compare(object.bytes, bytes)).toBe(0);
    expect(sent.every((count) => count >= 0 && count <= 80_000)).toBe(true);
  });
});

describe('objects', () => {
  test('are counted, moved, copied and deleted', async () => {
    const { session, responder } = await openFakeSession();
    const { calls } = session;
    const folder = responder.store.addFolder('Music').handle;
    const { handle } = responder.store.add({ fileName: 'a' });
    expect(await getNumObjects(calls, fakeStorageId, rootHandle, never)).toEqual({
      ok: true,
      value: 2,
    });
    expect(await moveObject(calls, handle, fakeStorageId, folder, never)).toEqual({ ok: true });
    expect(await copyObject(calls, handle, fakeStorageId, rootHandle, never)).toEqual({
      ok: true,
      value: 3,
    });
    expect(responder.store.childrenOf(0).map((object) => object.handle)).toEqual([folder, 3]);
    expect(await deleteObject(calls, folder, never)).toEqual({ ok: true });
    expect([...responder.store.objects.keys()]).toEqual([3]);
  });

  test('refer to others', async () => {
    const { session, responder } = await openFakeSession();
    const { handle } = responder.store.add({ fileName: 'list' });
    await setObjectReferences(session.calls, handle, [4, 5], never);
    expect(await getObjectReferences(session.calls, handle, never)).toEqual({
      ok: true,
      value: [4, 5],
    });
  });

  test('are renamed by a property', async () => {
    const { session, responder } = await openFakeSession();
    const { calls } = session;
    const { ObjectFileName } = objectPropertyCodes;
    const { handle } = responder.store.add({ fileName: 'a' });
    const supported = await getObjectPropsSupported(calls, formatCodes.Undefined, never);
    expect(supported.ok ? supported.value : []).toContain(ObjectFileName);
    expect(await getObjectPropDesc(calls, ObjectFileName, 0x3000, never)).toMatchObject({
      ok: true,
      value: { dataType: dataTypeCodes.String, writable: true },
    });
    await setObjectPropValue(calls, handle, ObjectFileName, dataTypeCodes.String, 'ب', never);
    expect(
      await getObjectPropValue(calls, handle, ObjectFileName, dataTypeCodes.String, never),
    ).toEqual({ ok: true, value: 'ب' });
  });
});

test('a device tells its name and battery, and takes another name', async () => {
  const { session } = await openFakeSession();
  const { calls } = session;
  const { DeviceFriendlyName, BatteryLevel } = devicePropertyCodes;
  expect(await getDevicePropDesc(calls, BatteryLevel, never)).toMatchObject({
    ok: true,
    value: { currentValue: 80 },
  });
  await setDevicePropValue(calls, DeviceFriendlyName, dataTypeCodes.String, 'Blue', never);
  expect(await getDevicePropValue(calls, DeviceFriendlyName, dataTypeCodes.String, never)).toEqual({
    ok: true,
    value: 'Blue',
  });
});

test('an operation that is not advertised is refused without asking', async () => {
  const responder = new FakeResponder();
  responder.operations.advertised = new Set<OperationName>(['GetDeviceInfo', 'CloseSession']);
  const { session } = await openFakeSession(responder);
  const before = responder.transactions.length;
  expect(await deleteObject(session.calls, 1, never)).toEqual({
    ok: false,
    error: { code: 'device.unsupported', details: 'DeleteObject' },
  });
  expect(responder.transactions).toHaveLength(before);
  expect(session.deviceInfo.operations).toContain(operationCodes.GetDeviceInfo);
});
