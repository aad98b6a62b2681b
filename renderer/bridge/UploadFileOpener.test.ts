import { describe, expect, it } from 'vitest';
import { maximumUploadBatch } from '../../electron/contract/files.ts';
import type { DroppedFile } from './Bridge.ts';
import { FakeBridge } from './FakeBridge.ts';
import { UploadFileOpener } from './UploadFileOpener.ts';

class CapturingUploads {
  readonly kept = new Map<string, File>();

  readonly announcedIds: string[] = [];

  keep(uploadId: string, { file }: DroppedFile): void {
    this.kept.set(uploadId, file);
  }

  announced(uploadId: string): void {
    this.announcedIds.push(uploadId);
  }

  forget(uploadId: string): void {
    this.kept.delete(uploadId);
  }
}

function setUp() {
  const bridge = new FakeBridge();
  const uploads = new CapturingUploads();
  let addedCount = 0;
  bridge.answer('files.announce', ({ files }) => {
    addedCount += files.length;
    return { ok: true, value: { addedCount, ignoredCount: 0, failures: [], failedCount: 0 } };
  });
  return { bridge, uploads, opener: new UploadFileOpener(bridge, uploads) };
}

function drop(count: number): DroppedFile[] {
  return Array.from({ length: count }, (_, index) => ({
    file: new File(['abc'], `${index}.mp3`),
    relativePath: `Album/${index}.mp3`,
  }));
}

const toQueue = { kind: 'queue', placement: { kind: 'append' } } as const;

describe('UploadFileOpener', () => {
  it('announces a large drop in batches, one after the other', async () => {
    const { bridge, uploads, opener } = setUp();
    let waiting = 0;
    bridge.answer('files.announce', async ({ last }) => {
      waiting += 1;
      expect(waiting).toBe(1);
      await Promise.resolve();
      waiting -= 1;
      const addedCount = last ? 50_000 : 0;
      return { ok: true, value: { addedCount, ignoredCount: 0, failures: [], failedCount: 0 } };
    });
    const outcome = await opener.openFiles(drop(50_000), toQueue, { callId: 'drop1' });
    expect(outcome).toMatchObject({ ok: true, value: { addedCount: 50_000 } });
    const batches = bridge.invocationsOf('files.announce').map(({ input }) => input);
    expect(batches).toHaveLength(50_000 / maximumUploadBatch);
    expect(batches.filter(({ last }) => last)).toEqual([batches.at(-1)]);
    expect(new Set(batches.map(({ callId }) => callId))).toEqual(new Set(['drop1']));
    expect(uploads.kept.size).toBe(50_000);
  });

  it('tells names and sizes, and keeps each file under the id it told', async () => {
    const { bridge, uploads, opener } = setUp();
    const [dropped] = drop(1);
    await opener.openFiles(dropped === undefined ? [] : [dropped], toQueue, { callId: 'drop1' });
    const entry = bridge.invocationsOf('files.announce')[0]?.input.files[0];
    expect(entry).toMatchObject({ relativePath: 'Album/0.mp3', sizeBytes: 3 });
    expect(uploads.kept.get(entry?.uploadId ?? '')).toBe(dropped?.file);
  });

  it('announces playlists before what they put in order', async () => {
    const { bridge, opener } = setUp();
    const files = ['b.mp3', 'list.m3u8', 'a.mp3', 'Album/list.pls'].map((relativePath) => ({
      file: new File(['abc'], relativePath),
      relativePath,
    }));
    await opener.openFiles(files, toQueue, { callId: 'drop1' });
    const announced = bridge.invocationsOf('files.announce')[0]?.input.files ?? [];
    expect(announced.map(({ relativePath }) => relativePath)).toEqual([
      'list.m3u8',
      'Album/list.pls',
      'b.mp3',
      'a.mp3',
    ]);
  });

  it('has nothing to say of an empty drop', async () => {
    const { bridge, opener } = setUp();
    const outcome = await opener.openFiles([], toQueue, { callId: 'drop1' });
    expect(outcome).toMatchObject({ ok: true, value: { addedCount: 0 } });
    expect(bridge.invocations).toEqual([]);
  });

  it('stops at a batch that main refuses, forgets its files and ends the drop', async () => {
    const { bridge, uploads, opener } = setUp();
    bridge.answer('files.announce', { ok: false, error: { code: 'queue.full' } });
    const outcome = await opener.openFiles(drop(2_500), toQueue, { callId: 'drop1' });
    expect(outcome).toEqual({ ok: false, error: { code: 'queue.full' } });
    expect(bridge.invocations).toMatchObject([
      { name: 'files.announce' },
      { name: 'app.cancelActivity', input: { callId: 'drop1' } },
    ]);
    expect(uploads.kept.size).toBe(0);
  });

  it('ends a cancelled drop in main too, and keeps what main may have taken', async () => {
    const { bridge, uploads, opener } = setUp();
    const controller = new AbortController();
    bridge.answer('files.announce', () => {
      controller.abort();
      return { ok: false, error: { code: 'app.cancelled' } };
    });
    const { signal } = controller;
    const outcome = await opener.openFiles(drop(2_500), toQueue, { callId: 'drop1', signal });
    expect(outcome).toEqual({ ok: false, error: { code: 'app.cancelled' } });
    expect(bridge.invocations).toMatchObject([
      { name: 'files.announce' },
      { name: 'app.cancelActivity', input: { callId: 'drop1' } },
    ]);
    expect(uploads.kept.size).toBe(maximumUploadBatch);
  });

  it('sends the batch again whose answer was lost, when the connection is back', async () => {
    const { bridge, uploads, opener } = setUp();
    const cut = cutAtSecondBatch(bridge);
    const opening = opener.openFiles(drop(2_500), toQueue, { callId: 'drop1' });
    await cut;
    bridge.setConnectionState('connecting');
    bridge.setConnectionState('open');
    expect(await opening).toMatchObject({ ok: true });
    const batches = bridge.invocationsOf('files.announce').map(({ input }) => input);
    expect(batches).toHaveLength(4);
    expect(batches[2]).toEqual(batches[1]);
    expect(batches.map(({ last }) => last)).toEqual([false, false, false, true]);
    expect(uploads.kept.size).toBe(2_500);
    expect(bridge.listenerCount).toBe(0);
  });

  it('gives up when this browser has to sign in, and keeps what main may have taken', async () => {
    const { bridge, uploads, opener } = setUp();
    const cut = cutAtSecondBatch(bridge);
    const opening = opener.openFiles(drop(2_500), toQueue, { callId: 'drop1' });
    await cut;
    bridge.setConnectionState('refused');
    expect(await opening).toEqual({ ok: false, error: { code: 'ipc.disconnected' } });
    expect(bridge.invocationsOf('files.announce')).toHaveLength(2);
    expect(uploads.kept.size).toBe(2 * maximumUploadBatch);
    expect(bridge.listenerCount).toBe(0);
  });

  it('tells main when it is back of a drop that was cancelled meanwhile', async () => {
    const { bridge, opener } = setUp();
    const controller = new AbortController();
    const cut = cutAtSecondBatch(bridge);
    bridge.answer('app.cancelActivity', () =>
      bridge.connectionState === 'open'
        ? { ok: true, value: undefined }
        : { ok: false, error: { code: 'ipc.disconnected' } },
    );
    const { signal } = controller;
    const opening = opener.openFiles(drop(2_500), toQueue, { callId: 'drop1', signal });
    await cut;
    controller.abort();
    expect(await opening).toMatchObject({ ok: false });
    bridge.setConnectionState('open');
    await expect.poll(() => bridge.listenerCount).toBe(0);
    expect(bridge.invocationsOf('files.announce')).toHaveLength(2);
    expect(bridge.invocationsOf('app.cancelActivity')).toHaveLength(2);
  });
});

/** Resolves when the connection has broken, with the second batch on its way. */
function cutAtSecondBatch(bridge: FakeBridge): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let batchCount = 0;
  bridge.answer('files.announce', () => {
    batchCount += 1;
    if (batchCount !== 2) {
      return {
        ok: true,
        value: { addedCount: 0, ignoredCount: 0, failures: [], failedCount: 0 },
      };
    }
    bridge.setConnectionState('lost');
    resolve();
    return { ok: false, error: { code: 'ipc.disconnected' } };
  });
  return promise;
}
