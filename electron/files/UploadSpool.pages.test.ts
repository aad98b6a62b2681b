import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ClientId, UploadId } from '../contract/ids.ts';
import { bodyInPieces } from './testing/bodyInPieces.ts';
import { openSpoolFixture, type SpoolFixture } from './testing/openSpoolFixture.ts';
import type { UploadSpool } from './UploadSpool.ts';

let fixture: SpoolFixture;
let spool: UploadSpool;
const { signal } = new AbortController();
const idOf = (name: string) => UploadId.parse(name);

beforeEach(async () => {
  fixture = await openSpoolFixture();
  ({ spool } = fixture);
});
afterEach(() => fixture[Symbol.asyncDispose]());

describe('pages', () => {
  test('that go take with them what they have not sent', async () => {
    fixture.announce({ here: 10, coming: 10, later: 10 });
    fixture.announce({ other: 10 }, ClientId.parse('other'));
    const hold = await fixture.fetch('here', 10);
    const coming = spool.want(idOf('coming'), signal);
    const receiving = spool.receive(idOf('coming'), bodyInPieces().body, signal);
    spool.clientGone(fixture.page);
    expect(await coming).toMatchObject({ error: { code: 'upload.gone' } });
    expect((await receiving).ok).toBe(false);
    expect(await spool.want(idOf('later'), signal)).toMatchObject({
      error: { code: 'upload.gone' },
    });
    expect(existsSync(hold.path)).toBe(true);
    expect(
      await Promise.all(
        ['here', 'coming', 'later', 'other'].map((name) => fixture.isAvailable(name)),
      ),
    ).toEqual([true, false, false, true]);
    expect(spool.wantedUploads).toEqual([]);
  });

  test('that are gone cannot send again what had to make room', async () => {
    const other = ClientId.parse('other');
    fixture.announce({ a: 60 });
    fixture.announce({ b: 60 }, other);
    (await fixture.fetch('a', 60))[Symbol.dispose]();
    spool.clientGone(fixture.page);
    expect(await fixture.isAvailable('a')).toBe(true);
    await fixture.fetch('b', 60);
    expect(await fixture.isAvailable('a')).toBe(false);
    expect(await spool.want(idOf('a'), signal)).toMatchObject({ error: { code: 'upload.gone' } });
  });

  test('that are gone take with them what is not here, and give it again when they are back', async () => {
    fixture.announce({ a: 10, b: 10 });
    const other = ClientId.parse('other');
    fixture.announce({ c: 10 }, other);
    (await fixture.fetch('a', 10))[Symbol.dispose]();
    expect(spool.clientGone(fixture.page)).toEqual(['b']);
    const files = ['a', 'b', 'c'].map((name) => ({
      uploadId: idOf(name),
      relativePath: `album/${name}.mp3`,
      sizeBytes: 10,
    }));
    const again = ClientId.parse('again');
    expect(fixture.announced.announceAgain(again, files)).toEqual({ ok: true });
    expect(fixture.announced.announceAgain(again, files)).toEqual({ ok: true });
    (await fixture.fetch('b', 10))[Symbol.dispose]();
    // The page that is there keeps what is its own.
    expect(spool.clientGone(other)).toEqual(['c']);
    expect(spool.clientGone(again)).toEqual([]);
    expect(spool.pathOf(idOf('b'))).not.toBeNull();
  });

  test('that cannot give a file say so', async () => {
    fixture.announce({ a: 10, b: 10 });
    const waiting = Promise.all([spool.want(idOf('a'), signal), spool.want(idOf('b'), signal)]);
    spool.fail(idOf('a'), 'gone');
    spool.fail(idOf('b'), 'unreadable');
    expect(await waiting).toMatchObject([
      { error: { code: 'upload.gone' } },
      { error: { code: 'file.readFailed' } },
    ]);
  });

  test('cannot announce an id twice, and then none of the batch counts', async () => {
    expect(fixture.announce({ a: 10 })).toEqual({ ok: true });
    expect(fixture.announce({ b: 10, a: 99 })).toEqual({
      ok: false,
      error: { code: 'ipc.invalidInput' },
    });
    expect(await fixture.isAvailable('b')).toBe(false);
  });
});
