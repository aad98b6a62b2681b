import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Outcome } from '../../electron/contract/messages.ts';
import { pageSize, RowPages, type RowPage } from './RowPages.ts';

const count = 50_000;
let revision: number;
let refusal: Outcome<RowPage<string>> | null;
let askedOffsets: number[];
let rowText: string;
let onAsked: () => void;

beforeEach(() => {
  revision = 1;
  refusal = null;
  askedOffsets = [];
  rowText = 'row';
  onAsked = () => undefined;
});

function openPages(knownCount: number | null = count): RowPages<string> {
  const pages = new RowPages<string>((offset, limit) => {
    askedOffsets.push(offset);
    onAsked();
    const rows = Array.from({ length: limit }, (_, step) => rowOf(offset + step));
    return Promise.resolve(refusal ?? { ok: true, value: { revision, count, rows } });
  });
  pages.setRevision(revision, knownCount);
  return pages;
}

const rowOf = (index: number) => `${rowText} ${index}`;

/** Wants a row and waits until it, or an error, is here. */
async function look(pages: RowPages<string>, index: number): Promise<void> {
  const before = pages.version;
  pages.want(index, index);
  await vi.waitFor(() => expect(pages.version).toBeGreaterThan(before), { interval: 1 });
}

describe('RowPages', () => {
  it('fetches the pages that are wanted, each once', async () => {
    const pages = openPages();
    pages.want(pageSize - 5, pageSize + 5);
    pages.want(pageSize - 5, pageSize + 5);
    await vi.waitFor(() => expect(pages.rowAt(pageSize)).toBe(rowOf(pageSize)));
    pages.want(0, 5);
    expect(askedOffsets).toEqual([0, pageSize]);
    expect(pages.rowAt(2 * pageSize)).toBeUndefined();
    expect(pages.placeOf((row) => row === rowOf(120))).toBe(120);
  });

  it('keeps old rows until new ones have come', async () => {
    const pages = openPages();
    await look(pages, 0);
    revision = 2;
    pages.setRevision(2, count);
    expect(pages.rowAt(0)).toBe(rowOf(0));
    await look(pages, 0);
    pages.want(0, 5);
    expect(askedOffsets).toEqual([0, 0]);
  });

  it('does not ask again for a page that is newer than the list it knows', async () => {
    const pages = openPages();
    revision = 5;
    await look(pages, 0);
    pages.setRevision(4, count);
    pages.want(0, 5);
    expect(askedOffsets).toEqual([0]);
  });

  it('forgets pages that were not looked at for long', async () => {
    const pages = openPages();
    for (let page = 0; page < 60; page += 1) await look(pages, page * pageSize);
    expect(pages.rowAt(0)).toBeUndefined();
    expect(pages.rowAt(59 * pageSize)).toBe(rowOf(59 * pageSize));
  });

  it('knows how many match a search only from the answer', async () => {
    const pages = openPages(null);
    expect(pages.count).toBeNull();
    await look(pages, 0);
    expect(pages.count).toBe(count);
  });

  it('stops at an error until it is tried again', async () => {
    refusal = { ok: false, error: { code: 'app.internal' } };
    const pages = openPages();
    await look(pages, pageSize);
    pages.want(pageSize, pageSize);
    expect(pages.error).toEqual({ code: 'app.internal' });
    expect(askedOffsets).toEqual([pageSize]);
    pages.retry();
    expect(pages.error).toBeNull();
    expect(askedOffsets).toEqual([pageSize, pageSize]);
  });

  it('keeps what it has while main is gone, and asks for it again when it is back', async () => {
    const pages = openPages();
    await look(pages, 0);
    const answered = Promise.withResolvers<undefined>();
    refusal = { ok: false, error: { code: 'ipc.disconnected' } };
    onAsked = () => answered.resolve(undefined);
    revision = 2;
    pages.setRevision(2, count);
    pages.want(0, 5);
    await answered.promise;
    expect(pages.rowAt(0)).toBe(rowOf(0));
    expect(pages.error).toBeNull();
    refusal = null;
    revision = 1;
    rowText = 'of another run';
    pages.renew();
    await vi.waitFor(() => expect(pages.rowAt(0)).toBe('of another run 0'));
  });

  it('takes a lower revision for that of another run', async () => {
    revision = 7;
    const pages = openPages();
    await look(pages, 0);
    revision = 1;
    rowText = 'of another run';
    pages.setRevision(1, count);
    await look(pages, 0);
    expect(pages.rowAt(0)).toBe('of another run 0');
  });

  it('drops the answer to what nobody looks at any more', async () => {
    const pages = openPages();
    pages.want(0, 0);
    pages.leave();
    await look(pages, pageSize);
    expect(pages.rowAt(0)).toBeUndefined();
  });
});
