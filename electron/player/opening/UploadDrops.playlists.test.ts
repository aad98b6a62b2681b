import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { err, ok } from '../../base/Result.ts';
import { FakeMonotonicClock } from '../../base/testing/FakeMonotonicClock.ts';
import { TemporaryFolder } from '../../base/testing/TemporaryFolder.ts';
import { CallId, ClientId, UploadId } from '../../contract/ids.ts';
import { Activities } from '../Activities.ts';
import type { FileReceiver, OpenedFile } from './FileReceiver.ts';
import { maximumDroppedPlaylistBytes, type WantUpload } from './readDroppedPlaylist.ts';
import { UploadDrops } from './UploadDrops.ts';

const clientId = ClientId.parse('client');
const { signal } = new AbortController();

class CapturingReceiver implements FileReceiver {
  readonly accepts: FileReceiver['accepts'];
  readonly files: OpenedFile[] = [];

  constructor(accepts: FileReceiver['accepts']) {
    this.accepts = accepts;
  }

  add(files: readonly OpenedFile[]): ReturnType<FileReceiver['add']> {
    this.files.push(...files);
    return Promise.resolve(ok(files.length));
  }

  end(): void {
    return;
  }
}

describe('a playlist dropped into a browser', () => {
  let folder: TemporaryFolder;
  beforeEach(() => (folder = new TemporaryFolder()));
  afterEach(() => folder[Symbol.dispose]());

  /** @param texts of the playlists, by name; what has none cannot be fetched */
  function setUp(
    texts: Readonly<Record<string, string>>,
    accepts: FileReceiver['accepts'] = 'media',
  ) {
    const receiver = new CapturingReceiver(accepts);
    const names = new Map<UploadId, string>();
    let heldCount = 0;
    const want: WantUpload = (uploadId) => {
      const fileName = names.get(uploadId) ?? '';
      const text = texts[fileName];
      if (text === undefined)
        return Promise.resolve(err({ code: 'upload.gone', subject: fileName }));
      const path = folder.file(fileName);
      writeFileSync(path, text);
      heldCount += 1;
      return Promise.resolve(ok({ path, fileName, [Symbol.dispose]: () => void (heldCount -= 1) }));
    };
    const announcements = { announce: () => ok(), want };
    const drops = new UploadDrops(new Activities(new FakeMonotonicClock()), announcements, () =>
      ok(receiver),
    );
    const announce = (relativePaths: readonly string[], last = true, sizeBytes = 5) =>
      drops.announce(
        clientId,
        {
          callId: CallId.parse('drop'),
          target: { kind: 'queue', placement: { kind: 'append' } },
          files: relativePaths.map((relativePath) => {
            const uploadId = UploadId.parse(`u${names.size}`);
            names.set(uploadId, relativePath);
            return { uploadId, relativePath, sizeBytes };
          }),
          last,
        },
        signal,
      );
    return {
      announce,
      added: () => receiver.files.map(({ relativePath }) => relativePath),
      hints: () => receiver.files.map(({ hint }) => hint),
      held: () => heldCount,
    };
  }

  test('puts what was dropped with it in order, over batches, and says what it says', async () => {
    const list =
      '#EXTM3U\n#EXTINF:61,Second\nAlbum/2.mp3\n/music/1.mp3\nAlbum/2.mp3\nhttp://radio/x\n';
    const drop = setUp({ 'list.m3u8': list });
    await drop.announce(['list.m3u8', '1.mp3'], false);
    expect(drop.added()).toEqual([]);
    const outcome = await drop.announce(['Album/2.mp3', 'Album/3.mp3', 'Album/cover.jpg']);
    expect(outcome).toEqual(ok({ addedCount: 4, ignoredCount: 2, failures: [], failedCount: 0 }));
    expect(drop.added()).toEqual(['Album/2.mp3', '1.mp3', 'Album/2.mp3', 'Album/3.mp3']);
    expect(drop.hints()).toEqual([{ title: 'Second', durationMs: 61_000 }, {}, {}, undefined]);
    expect(drop.held()).toBe(0);
  });

  test('says how many of its files were not dropped with it', async () => {
    const drop = setUp({ 'list.pls': '[playlist]\nFile1=a.mp3\nFile2=b.mp3\nFile3=c.mp3\n' });
    expect(await drop.announce(['list.pls', 'b.mp3'])).toMatchObject(
      ok({
        addedCount: 1,
        failures: [{ code: 'playlist.filesMissing', subject: 'list.pls', count: 2 }],
        failedCount: 1,
      }),
    );
  });

  test('that cannot be read is a failure, and the files are added', async () => {
    const drop = setUp({ 'stream.m3u8': '#EXTM3U\n#EXT-X-TARGETDURATION:4\n' });
    const outcome = await drop.announce(['stream.m3u8', 'gone.m3u', 'a.mp3']);
    expect(outcome).toMatchObject(
      ok({ failures: [{ code: 'playlist.unreadable' }, { code: 'upload.gone' }], failedCount: 2 }),
    );
    expect(drop.added()).toEqual(['a.mp3']);
    const large = setUp({});
    expect(
      await large.announce(['large.m3u'], true, maximumDroppedPlaylistBytes + 1),
    ).toMatchObject(ok({ failures: [{ code: 'file.tooLarge', subject: 'large.m3u' }] }));
  });

  test('inside a folder is passed over: its files are there', async () => {
    const drop = setUp({});
    const outcome = await drop.announce(['Album/list.m3u8', 'Album/1.mp3']);
    expect(outcome).toMatchObject(ok({ addedCount: 1, ignoredCount: 1, failedCount: 0 }));
  });

  test('is a file as any other where everything is taken', async () => {
    const drop = setUp({}, 'everything');
    await drop.announce(['list.m3u8', '1.mp3']);
    expect(drop.added()).toEqual(['list.m3u8', '1.mp3']);
  });
});
