import { expect, test } from 'vitest';
import { FakeConnection } from '../testing/fake/FakeConnection.ts';
import { FakeDevice, fakeStorageId } from '../testing/fake/FakeDevice.ts';
import { errorOf, valueOf } from '../testing/valueOf.ts';
import { patternBytes } from '../testing/patternBytes.ts';
import { readBytes } from '../testing/readBytes.ts';
import { writeRequest } from '../testing/writeRequest.ts';
import { refuseUnadvertised } from './refuseUnadvertised.ts';

const { signal } = new AbortController();
const folder = { storageId: fakeStorageId, folderId: null };

test('WD-40 what every provider has to do is never refused, all else where it is not advertised', async () => {
  const device = new FakeDevice({ capabilities: { operations: new Set() } });
  const { objectId } = device.add({ name: 'file', kind: 'file', bytes: patternBytes(10) });
  const connection = refuseUnadvertised(new FakeConnection(device));

  valueOf(await connection.listStorages(signal));
  valueOf(await connection.list(folder, { signal, onEntries: () => undefined }));
  valueOf(await connection.stat(objectId, signal));
  valueOf(await connection.readBatteryPercent(signal));
  valueOf(await connection.readCertificate(signal));

  const transactions = device.transactionCount;
  const request = writeRequest(patternBytes(10), { folder, name: 'new' });
  for (const refused of [
    await readBytes(connection, { objectId }),
    await readBytes(connection, { objectId, offsetBytes: 1 }),
    await connection.makeFolder(folder, 'new', signal),
    await connection.rename(objectId, 'new', signal),
    await connection.move(objectId, folder, signal),
    await connection.copy(objectId, folder, signal),
    await connection.remove(objectId, signal),
    await connection.readReferences(objectId, signal),
    await connection.writeReferences(objectId, [], signal),
    await connection.setName('new', signal),
    await connection.eject(signal),
  ]) {
    expect(errorOf(refused).code).toBe('device.unsupported');
  }
  for (const refused of [
    await connection.write(request),
    await connection.resumeWrite(objectId, request),
  ]) {
    expect(errorOf(refused)).toMatchObject({
      error: { code: 'device.unsupported' },
      partial: null,
    });
  }
  expect(device.transactionCount).toBe(transactions);
});
