import { encode } from 'jpeg-js';
import { describe, expect, test, vi } from 'vitest';
import type { ObjectMetadata } from '../../../DeviceObject.ts';
import { patternBytes } from '../../../testing/patternBytes.ts';
import { errorOf, valueOf } from '../../../testing/valueOf.ts';
import { writeRequest } from '../../../testing/writeRequest.ts';
import { formatCodes } from '../codec/codes/formatCodes.ts';
import { objectPropertyCodes } from '../codec/codes/objectPropertyCodes.ts';
import { connectFake } from '../testing/connectFake.ts';
import { FakeResponder } from '../testing/FakeResponder.ts';

const bytes = patternBytes(1_000);
const modifiedAtMs = new Date(2020, 4, 6, 7, 8, 9).getTime();
const song: ObjectMetadata = {
  title: 'Alf Leila',
  artist: 'Umm Kulthum',
  album: null,
  albumArtist: null,
  genre: null,
  trackNumber: null,
  year: null,
  durationMs: null,
  coverJpeg: null,
};

/** A player that keeps what it is sent under another name than it was told. */
function renaming(): FakeResponder {
  const responder = new FakeResponder();
  const add = responder.store.add.bind(responder.store);
  vi.spyOn(responder.store, 'add').mockImplementation((object) =>
    add({ ...object, fileName: `cut ${object.fileName}` }),
  );
  return responder;
}

describe('a player that calls a new file otherwise', () => {
  test('is believed by its handle, without a search', async () => {
    const responder = renaming();
    const { connection, root } = await connectFake(responder);
    const written = await connection.write(writeRequest(bytes, { folder: root, name: 'a.mp3' }));
    expect(valueOf(written).name).toBe('cut a.mp3');
    const after = responder.transactions.slice(responder.transactions.lastIndexOf('SendObject'));
    expect(after).not.toContain('GetObjectHandles');
  });

  test('has what a write that was broken off left', async () => {
    const { connection, root } = await connectFake(renaming());
    const stop = new AbortController();
    const request = writeRequest(patternBytes(2_000_000), { folder: root, name: 'a.mp3' });
    const onProgress = () => stop.abort();
    const broken = await connection.write({ ...request, signal: stop.signal, onProgress });
    const { error, partial } = errorOf(broken);
    expect(error.code).toBe('app.cancelled');
    const { objectId } = partial ?? expect.fail('nothing was left');
    const { signal } = new AbortController();
    expect(valueOf(await connection.stat(objectId, signal)).name).toBe('cut a.mp3');
  });
});

describe('a player with SendObjectPropList', () => {
  test('is told of the date, too', async () => {
    const responder = new FakeResponder();
    const { connection, root } = await connectFake(responder);
    const file = { folder: root, name: 'a.mp3', metadata: song, modifiedAtMs };
    const request = writeRequest(bytes, file);
    const written = valueOf(await connection.write(request));
    expect(responder.transactions).toContain('SendObjectPropList');
    expect(written.modifiedAtMs).toBe(modifiedAtMs);
    const [object] = responder.store.objects.values();
    expect(object?.texts.get(objectPropertyCodes.Artist)).toBe('Umm Kulthum');
  });

  test('is told the cover when the song is there, with what it has to know of it', async () => {
    const responder = new FakeResponder();
    const { connection, root } = await connectFake(responder);
    const pixels = { width: 40, height: 30, data: new Uint8Array(40 * 30 * 4) };
    const coverJpeg = encode(pixels, 50).data;
    const file = { folder: root, name: 'a.mp3', metadata: { ...song, coverJpeg } };
    valueOf(await connection.write(writeRequest(bytes, file)));
    const [object] = responder.store.objects.values();
    const { RepresentativeSampleData, RepresentativeSampleFormat } = objectPropertyCodes;
    const { RepresentativeSampleSize, RepresentativeSampleWidth } = objectPropertyCodes;
    expect(object?.texts.get(objectPropertyCodes.Artist)).toBe('Umm Kulthum');
    expect(object?.cover).toEqual(
      new Map<number, unknown>([
        [RepresentativeSampleData, [...coverJpeg]],
        [RepresentativeSampleFormat, formatCodes.ExifJpeg],
        [RepresentativeSampleSize, coverJpeg.length],
        [RepresentativeSampleWidth, 40],
        [objectPropertyCodes.RepresentativeSampleHeight, 30],
      ]),
    );
  });

  test('is told the whole size of more than 4 GiB, whatever else is known', async () => {
    const responder = new FakeResponder();
    responder.store.capacityBytes = 2 ** 40;
    const { connection, root } = await connectFake(responder);
    const file = { folder: root, name: 'a.mkv', sizeBytes: 5 * 2 ** 30 };
    const request = writeRequest(bytes, file);
    expect(errorOf(await connection.write(request)).error.code).toBe('file.changed');
    expect(responder.transactions).toContain('SendObjectPropList');
    expect(responder.transactions).not.toContain('SendObjectInfo');
  });
});

describe('more than 4 GiB', () => {
  const announced = async (responder: FakeResponder) => {
    const { connection } = await connectFake(responder);
    return connection.capabilities.maximumObjectBytes;
  };

  test('go where their size can be announced', async () => {
    expect(await announced(new FakeResponder())).toBe(Number.MAX_SAFE_INTEGER);
    const android = new FakeResponder();
    android.operations.advertised.delete('SendObjectPropList');
    expect(await announced(android)).toBe(Number.MAX_SAFE_INTEGER);
  });

  test('do not go where nothing but the type that every size has speaks for it', async () => {
    const old = new FakeResponder();
    old.operations.advertised.delete('SendObjectPropList');
    old.operations.vendorExtensions = 'microsoft.com: 1.0;';
    expect(await announced(old)).toBe(2 ** 32 - 1);
  });
});
