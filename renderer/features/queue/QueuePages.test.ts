import { beforeEach, describe, expect, it } from 'vitest';
import { FakeBridge } from '../../bridge/FakeBridge.ts';
import { pageSize, QueuePages } from './QueuePages.ts';
import { sampleRow } from './testing/sampleRow.ts';

const count = 50_000;
let bridge: FakeBridge;
let revision: number;

beforeEach(() => {
  bridge = new FakeBridge();
  revision = 1;
  bridge.answer('queue.page', ({ offset, limit }) => ({
    ok: true,
    value: {
      revision,
      count,
      offset,
      rows: Array.from({ length: limit }, (_, step) => sampleRow(offset + step)),
    },
  }));
});

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
const askedOffsets = () => bridge.invocationsOf('queue.page').map(({ input }) => input.offset);

function openPages(search = ''): QueuePages {
  const pages = new QueuePages(bridge, search);
  pages.setRevision(revision, count);
  return pages;
}

describe('QueuePages', () => {
  it('fetches the pages that are wanted, each once', async () => {
    const pages = openPages();
    pages.want(pageSize - 5, pageSize + 5);
    pages.want(pageSize - 5, pageSize + 5);
    await settle();
    pages.want(0, 5);
    expect(askedOffsets()).toEqual([0, pageSize]);
    expect(pages.rowAt(pageSize)).toEqual(sampleRow(pageSize));
    expect(pages.rowAt(2 * pageSize)).toBeUndefined();
    expect(pages.indexOf(sampleRow(120).entryId)).toBe(120);
  });

  it('keeps old rows until new ones have come', async () => {
    const pages = openPages();
    pages.want(0, 5);
    await settle();
    revision = 2;
    pages.setRevision(2, count);
    expect(pages.rowAt(0)).toBeDefined();
    pages.want(0, 5);
    await settle();
    pages.want(0, 5);
    expect(askedOffsets()).toEqual([0, 0]);
  });

  it('does not ask again for a page that is newer than the queue it knows', async () => {
    const pages = openPages();
    revision = 5;
    pages.want(0, 5);
    await settle();
    pages.setRevision(4, count);
    pages.want(0, 5);
    expect(askedOffsets()).toEqual([0]);
  });

  it('forgets pages that were not looked at for long', async () => {
    const pages = openPages();
    for (let page = 0; page < 60; page += 1) pages.want(page * pageSize, page * pageSize);
    await settle();
    expect(pages.rowAt(0)).toBeUndefined();
    expect(pages.rowAt(59 * pageSize)).toBeDefined();
  });

  it('searches, and knows how many match only from the answer', async () => {
    const pages = openPages('satie');
    expect(pages.count).toBeNull();
    pages.want(0, 0);
    await settle();
    expect(pages.count).toBe(count);
    expect(bridge.invocationsOf('queue.page')[0]?.input.search).toBe('satie');
  });

  it('stops at an error until it is tried again', async () => {
    bridge.answer('queue.page', { ok: false, error: { code: 'ipc.disconnected' } });
    const pages = openPages();
    pages.want(0, 0);
    await settle();
    pages.want(0, 0);
    expect(pages.error).toEqual({ code: 'ipc.disconnected' });
    expect(askedOffsets()).toEqual([0]);
    pages.retry();
    expect(pages.error).toBeNull();
    expect(askedOffsets()).toEqual([0, 0]);
  });
});
