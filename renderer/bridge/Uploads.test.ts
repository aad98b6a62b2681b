import { beforeEach, describe, expect, it } from 'vitest';
import { maximumUploadBatch } from '../../electron/contract/files.ts';
import { ClientId, UploadId } from '../../electron/contract/ids.ts';
import type { DroppedFile } from './Bridge.ts';
import { FakeBridge } from './FakeBridge.ts';
import { FakePageClock } from './testing/FakePageClock.ts';
import { retryDelayMs } from './SendQueue.ts';
import { Uploads } from './Uploads.ts';

interface Put {
  readonly url: string;
  readonly contentRange: string | null;
  readonly body: unknown;
  readonly signal: AbortSignal;
  readonly answer: () => void;
  readonly fail: () => void;
}

const [one, two, three] = ['u1', 'u2', 'u3'].map((id) => UploadId.parse(id)) as [
  UploadId,
  UploadId,
  UploadId,
];

describe('Uploads', () => {
  let bridge: FakeBridge;
  let clock: FakePageClock;
  let puts: Put[];
  let uploads: Uploads;

  beforeEach(() => {
    bridge = new FakeBridge();
    clock = new FakePageClock();
    puts = [];
    uploads = new Uploads({
      bridge,
      clock,
      fetch: (url, init) => {
        const { promise, resolve, reject } = Promise.withResolvers<Response>();
        const signal = init?.signal ?? new AbortController().signal;
        signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
        puts.push({
          url: url as string,
          contentRange: new Headers(init?.headers).get('content-range'),
          body: init?.body,
          signal,
          answer: () => resolve(new Response(null, { status: 204 })),
          fail: () => reject(new TypeError('Failed to fetch')),
        });
        return promise;
      },
    });
    for (const uploadId of [one, two, three]) uploads.keep(uploadId, dropped(readableFile()));
  });

  it('sends what main wants, a few at a time, in its order', async () => {
    bridge.emit('wantedUploads', [three, one, two]);
    expect(puts.map(({ url }) => url)).toEqual(['upload/u3', 'upload/u1']);
    expect(puts[0]?.body).toBeInstanceOf(File);
    puts[0]?.answer();
    await expect
      .poll(() => puts.map(({ url }) => url))
      .toEqual(['upload/u3', 'upload/u1', 'upload/u2']);
  });

  it('leaves to other pages what they have, and sends nothing twice', async () => {
    bridge.emit('wantedUploads', [UploadId.parse('elsewhere'), one]);
    bridge.emit('wantedUploads', [one]);
    expect(puts).toHaveLength(1);
    puts[0]?.answer();
    await uploads.idle();
    expect(puts).toHaveLength(1);
  });

  it('stops sending what is no longer wanted', async () => {
    bridge.emit('wantedUploads', [one]);
    bridge.emit('wantedUploads', []);
    await uploads.idle();
    expect(puts[0]?.signal.aborted).toBe(true);
    expect(bridge.invocations).toEqual([]);
  });

  it.each([
    ['NotFoundError', 'gone'],
    ['NotReadableError', 'unreadable'],
  ])('tells main of a file that gives %s', async (name, reason) => {
    uploads.keep(one, dropped(brokenFile(name)));
    bridge.emit('wantedUploads', [one]);
    puts[0]?.fail();
    await uploads.idle();
    expect(bridge.invocationsOf('files.uploadFailed')).toMatchObject([
      { input: { uploadId: one, reason } },
    ]);
    bridge.emit('wantedUploads', [one]);
    expect(puts).toHaveLength(1);
  });

  it('tries again, a bounded number of times, when the network was at fault', async () => {
    bridge.emit('wantedUploads', [one]);
    for (let tries = 1; tries < 5; tries += 1) {
      await expect.poll(() => puts.length).toBe(tries);
      puts.at(-1)?.fail();
      await expect.poll(() => clock.timerCount).toBe(1);
      clock.advance(retryDelayMs * tries);
    }
    await expect.poll(() => puts.length).toBe(5);
    puts.at(-1)?.fail();
    await uploads.idle();
    expect(puts).toHaveLength(5);
    expect(bridge.invocations).toEqual([]);
  });

  it('does not try again what is no longer wanted', async () => {
    bridge.emit('wantedUploads', [one]);
    puts[0]?.fail();
    await expect.poll(() => clock.timerCount).toBe(1);
    bridge.emit('wantedUploads', []);
    clock.advance(retryDelayMs);
    await uploads.idle();
    expect(puts).toHaveLength(1);
  });

  describe('parts of files', () => {
    const text = 'abcdefghij';
    const rangeOf = (uploadId: UploadId, offsetBytes: number, lengthBytes = 2) => ({
      uploadId,
      offsetBytes,
      lengthBytes,
    });

    beforeEach(() => {
      for (const uploadId of [one, two]) uploads.keep(uploadId, dropped(new File([text], 'a')));
    });

    it('are sent as main wants them, a few at a time, with the place they have in the file', async () => {
      bridge.emit('wantedRanges', [rangeOf(two, 8), rangeOf(one, 0, 4), rangeOf(one, 4)]);
      expect(puts.map(({ url, contentRange }) => [url, contentRange])).toEqual([
        ['upload/u2', 'bytes 8-9/10'],
        ['upload/u1', 'bytes 0-3/10'],
      ]);
      const bodies = puts.map(({ body }) => (body instanceof Blob ? body.text() : body));
      expect(await Promise.all(bodies)).toEqual(['ij', 'abcd']);
      puts[0]?.answer();
      await expect.poll(() => puts.at(-1)?.contentRange).toBe('bytes 4-5/10');
    });

    it('are left to other pages, and not sent on when main wants them no more', async () => {
      bridge.emit('wantedRanges', [rangeOf(UploadId.parse('elsewhere'), 0), rangeOf(one, 0)]);
      expect(puts).toHaveLength(1);
      bridge.emit('wantedRanges', []);
      await uploads.idle();
      expect(puts.map(({ signal }) => signal.aborted)).toEqual([true]);
      bridge.emit('wantedRanges', [rangeOf(one, 0)]);
      expect(puts).toHaveLength(2);
    });

    it('that cannot be read are told of, and the file is kept for when it is played', async () => {
      uploads.keep(one, dropped(brokenFile('NotReadableError')));
      bridge.emit('wantedRanges', [rangeOf(one, 0)]);
      puts[0]?.fail();
      await uploads.idle();
      expect(bridge.invocations).toMatchObject([
        { name: 'files.rangeFailed', input: { uploadId: one } },
      ]);
      bridge.emit('wantedUploads', [one]);
      expect(puts).toHaveLength(2);
    });

    it('are tried again when the network was at fault', async () => {
      bridge.emit('wantedRanges', [rangeOf(one, 0)]);
      puts[0]?.fail();
      await expect.poll(() => clock.timerCount).toBe(1);
      clock.advance(retryDelayMs);
      await expect.poll(() => puts.length).toBe(2);
      expect(bridge.invocations).toEqual([]);
    });
  });

  it('sends nothing that was wanted before the connection was lost, until it is wanted again', async () => {
    bridge.emit('wantedUploads', [one, two, three]);
    puts[0]?.fail();
    bridge.setConnectionState('lost');
    puts[1]?.answer();
    await expect.poll(() => clock.timerCount).toBe(1);
    clock.advance(retryDelayMs);
    await uploads.idle();
    bridge.setConnectionState('open');
    expect(puts).toHaveLength(2);
    bridge.emit('wantedUploads', [one]);
    expect(puts.map(({ url }) => url)).toEqual(['upload/u1', 'upload/u2', 'upload/u1']);
  });

  describe('to a main that was started anew', () => {
    const reconnectAs = (clientId: string) => {
      bridge.setConnectionState('lost');
      bridge.clientId = ClientId.parse(clientId);
      bridge.setConnectionState('open');
    };
    const offered = () =>
      bridge
        .invocationsOf('files.offer')
        .map(({ input }) => input.files.map(({ uploadId }) => uploadId));

    beforeEach(() => bridge.setConnectionState('open'));

    it('offers what it announced and still has, and nothing to the main that knows', () => {
      for (const uploadId of [one, two]) uploads.announced(uploadId);
      uploads.forget(two);
      reconnectAs('page');
      expect(offered()).toEqual([]);
      reconnectAs('another');
      expect(bridge.invocationsOf('files.offer')).toMatchObject([
        { input: { files: [{ uploadId: one, relativePath: 'Album/a.mp3', sizeBytes: 3 }] } },
      ]);
    });

    it('offers batch by batch, and all of it again when the connection is lost in between', async () => {
      for (let number = 0; number < maximumUploadBatch; number += 1) {
        const uploadId = UploadId.parse(`many${number}`);
        uploads.keep(uploadId, dropped(readableFile()));
        uploads.announced(uploadId);
      }
      uploads.announced(one);
      bridge.answer('files.offer', { ok: false, error: { code: 'ipc.disconnected' } });
      reconnectAs('second');
      await expect.poll(() => offered().length).toBe(1);
      bridge.answer('files.offer', { ok: true, value: undefined });
      reconnectAs('third');
      await expect.poll(() => offered().map(({ length }) => length)).toEqual([1_000, 1_000, 1]);
      expect(offered().at(-1)).toEqual([one]);
    });
  });
});

function dropped(file: File): DroppedFile {
  return { file, relativePath: 'Album/a.mp3' };
}

function readableFile(): File {
  return fileReading(() => Promise.resolve(new ArrayBuffer(1)));
}

function brokenFile(errorName: string): File {
  return fileReading(() => Promise.reject(new DOMException('', errorName)));
}

/** jsdom's own blobs cannot fail. */
function fileReading(read: () => Promise<ArrayBuffer>): File {
  const file = new File(['abc'], 'a.mp3');
  const part: Blob = Object.assign(new Blob(), { arrayBuffer: read, slice: () => part });
  file.slice = () => part;
  return file;
}
