import { describe, expect, test } from 'vitest';
import { err, ok } from '../../base/Result.ts';
import type { UploadManifestEntry } from '../../contract/files.ts';
import { ClientId, UploadId } from '../../contract/ids.ts';
import { UploadOffers, type UploadKeeper } from './UploadOffers.ts';

const page = ClientId.parse('page');
const { signal } = new AbortController();
const file = (id: string): UploadManifestEntry => ({
  uploadId: UploadId.parse(id),
  relativePath: `${id}.mp3`,
  sizeBytes: 1,
});

class FakeKeeper implements UploadKeeper {
  readonly back: UploadId[] = [];
  readonly #ids: readonly string[];

  constructor(ids: readonly string[]) {
    this.#ids = ids;
  }

  knownUploads(files: readonly UploadManifestEntry[]) {
    const known = files.filter(({ uploadId }) => this.#ids.includes(uploadId));
    return Promise.resolve(ok(known.map(({ uploadId }) => uploadId)));
  }

  uploadsBack(uploadIds: readonly UploadId[]) {
    this.back.push(...uploadIds);
    return Promise.resolve(ok());
  }
}

class FakeReturns {
  readonly uploadIds: string[] = [];
  isFull = false;

  announceAgain(_: ClientId, files: readonly UploadManifestEntry[]) {
    if (this.isFull) return err({ code: 'queue.full' } as const);
    this.uploadIds.push(...files.map(({ uploadId }) => uploadId));
    return ok();
  }
}

describe('UploadOffers', () => {
  function setUp() {
    const queue = new FakeKeeper(['one', 'two']);
    const copies = new FakeKeeper(['two', 'three']);
    const announced = new FakeReturns();
    return { queue, copies, announced, offers: new UploadOffers(announced, [queue, copies]) };
  }
  const offered = ['one', 'two', 'three', 'four'].map(file);

  test('takes what the queue or a copy needs, and tells both; the rest is passed over', async () => {
    const { queue, copies, announced, offers } = setUp();
    expect(await offers.take(page, offered, signal)).toEqual(ok());
    for (const taken of [announced.uploadIds, queue.back, copies.back]) {
      expect(taken).toEqual(['one', 'two', 'three']);
    }
  });

  test('takes nothing of a page that has left meanwhile', async () => {
    const { queue, announced, offers } = setUp();
    const call = new AbortController();
    const taken = offers.take(page, offered, call.signal);
    call.abort();
    expect(await taken).toEqual(err({ code: 'app.cancelled' }));
    expect([...announced.uploadIds, ...queue.back]).toEqual([]);
  });

  test('says that bytes are there again only of what can be fetched', async () => {
    const { queue, announced, offers } = setUp();
    announced.isFull = true;
    expect(await offers.take(page, offered, signal)).toEqual(err({ code: 'queue.full' }));
    expect(queue.back).toEqual([]);
  });
});
