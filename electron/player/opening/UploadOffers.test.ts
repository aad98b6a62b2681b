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
  readonly announced: string[] = [];
  isFull = false;

  announceAgain(_: ClientId, files: readonly UploadManifestEntry[]) {
    if (this.isFull) return err({ code: 'queue.full' } as const);
    this.announced.push(...files.map(({ uploadId }) => uploadId));
    return ok();
  }
}

describe('UploadOffers', () => {
  function setUp() {
    const queue = new FakeKeeper(['one', 'two']);
    const copies = new FakeKeeper(['two', 'three']);
    const spool = new FakeReturns();
    return { queue, copies, spool, offers: new UploadOffers(spool, [queue, copies]) };
  }
  const offered = ['one', 'two', 'three', 'four'].map(file);

  test('takes what the queue or a copy needs, and tells both; the rest is passed over', async () => {
    const { queue, copies, spool, offers } = setUp();
    expect(await offers.take(page, offered, signal)).toEqual(ok());
    for (const taken of [spool.announced, queue.back, copies.back]) {
      expect(taken).toEqual(['one', 'two', 'three']);
    }
  });

  test('takes nothing of a page that has left meanwhile', async () => {
    const { queue, spool, offers } = setUp();
    const call = new AbortController();
    const taken = offers.take(page, offered, call.signal);
    call.abort();
    expect(await taken).toEqual(err({ code: 'app.cancelled' }));
    expect([...spool.announced, ...queue.back]).toEqual([]);
  });

  test('says that bytes are there again only of what can be fetched', async () => {
    const { queue, spool, offers } = setUp();
    spool.isFull = true;
    expect(await offers.take(page, offered, signal)).toEqual(err({ code: 'queue.full' }));
    expect(queue.back).toEqual([]);
  });
});
