import { beforeEach, describe, expect, it } from 'vitest';
import type { OpenOutcome } from '../../electron/contract/files.ts';
import type { Outcome } from '../../electron/contract/messages.ts';
import type { PreloadApi } from '../../electron/contract/preload.ts';
import { FakeBridge } from './FakeBridge.ts';
import { PreloadFileOpener } from './PreloadFileOpener.ts';
import { PreloadPort } from './PreloadPort.ts';
import { FakePageClock } from './testing/FakePageClock.ts';

const toQueue = { kind: 'queue', placement: { kind: 'append' } } as const;
const opened: Outcome<OpenOutcome> = {
  ok: true,
  value: { addedCount: 1, ignoredCount: 0, failures: [], failedCount: 0 },
};

/** The preload's side as the test plays it. */
class FakePreload implements PreloadApi<File> {
  readonly calls: unknown[] = [];
  readonly opened: Parameters<PreloadApi<File>['openFiles']>[] = [];
  close: () => void = () => undefined;
  tell: (message: unknown) => void = () => undefined;
  answer: () => Promise<Outcome<OpenOutcome>> = () => Promise.resolve(opened);

  connect(): void {
    this.calls.push('connect');
  }

  send(message: unknown): void {
    this.calls.push(message);
  }

  onMessage(listener: (message: unknown) => void): void {
    this.tell = listener;
  }

  onClosed(listener: () => void): void {
    this.close = listener;
  }

  openFiles(...request: Parameters<PreloadApi<File>['openFiles']>): Promise<Outcome<OpenOutcome>> {
    this.calls.push(request);
    this.opened.push(request);
    return this.answer();
  }
}

describe('PreloadPort', () => {
  it('listens before it connects, and connects anew when asked', () => {
    const preload = new FakePreload();
    const port = new PreloadPort(preload, new FakePageClock());
    const events: unknown[] = [];
    port.start((event) => events.push(event.kind === 'message' ? event.message : event.kind));
    preload.tell('first');
    port.send({ kind: 'ping', pingId: 1 });
    port.reconnect();
    expect(events).toEqual(['opened', 'first', 'lost', 'opened']);
    expect(preload.calls).toEqual(['connect', { kind: 'ping', pingId: 1 }, 'connect']);
  });

  it('connects anew, after a pause, when main has closed the connection', () => {
    const preload = new FakePreload();
    const clock = new FakePageClock();
    const port = new PreloadPort(preload, clock);
    const events: unknown[] = [];
    port.start((event) => events.push(event.kind));
    preload.close();
    preload.close();
    expect(events).toEqual(['opened', 'lost']);
    clock.advance(1_000);
    expect(events).toEqual(['opened', 'lost', 'opened']);
    preload.close();
    port.reconnect();
    expect(events).toEqual(['opened', 'lost', 'opened', 'lost', 'opened']);
    expect(clock.timerCount).toBe(0);
  });
});

describe('PreloadFileOpener', () => {
  let preload: FakePreload;
  let bridge: FakeBridge;
  let opener: PreloadFileOpener;
  const dropped = { file: new File([], 'a.mp3'), relativePath: 'Album/a.mp3' };

  beforeEach(() => {
    preload = new FakePreload();
    bridge = new FakeBridge();
    opener = new PreloadFileOpener(preload, bridge);
  });

  const handedOver = () => preload.opened.map(([files, , , last]) => [files.length, last]);

  it('hands the files themselves to the preload', async () => {
    const outcome = await opener.openFiles([dropped], toQueue, { callId: 'drop1' });
    expect(outcome).toEqual(opened);
    expect(preload.calls).toEqual([[[dropped.file], toQueue, 'drop1', true]]);
  });

  it('hands a large drop over piece by piece', async () => {
    const files = Array.from({ length: 2_500 }, () => dropped);
    expect(await opener.openFiles(files, toQueue, { callId: 'drop1' })).toEqual(opened);
    expect(handedOver()).toEqual([
      [1_000, false],
      [1_000, false],
      [500, true],
    ]);
  });

  it('ends with the first piece that fails, or after which it is cancelled', async () => {
    const files = Array.from({ length: 2_500 }, () => dropped);
    const full: Outcome<OpenOutcome> = { ok: false, error: { code: 'queue.full' } };
    preload.answer = () => Promise.resolve(full);
    expect(await opener.openFiles(files, toQueue, { callId: 'drop1' })).toEqual(full);
    expect(handedOver()).toEqual([[1_000, false]]);

    preload.opened.length = 0;
    const controller = new AbortController();
    preload.answer = () => {
      controller.abort();
      return Promise.resolve(opened);
    };
    const { signal } = controller;
    expect(await opener.openFiles(files, toQueue, { callId: 'drop2', signal })).toEqual({
      ok: false,
      error: { code: 'app.cancelled' },
    });
    expect(handedOver()).toEqual([[1_000, false]]);
  });

  it('cancels by the activity, which is all that main knows of it', async () => {
    const controller = new AbortController();
    preload.answer = () => {
      controller.abort();
      return Promise.resolve({ ok: false, error: { code: 'app.cancelled' } });
    };
    const { signal } = controller;
    await opener.openFiles([dropped], toQueue, { callId: 'drop1', signal });
    expect(bridge.invocationsOf('app.cancelActivity')).toMatchObject([
      { input: { callId: 'drop1' } },
    ]);
    preload.calls.length = 0;
    await opener.openFiles([dropped], toQueue, { callId: 'drop2', signal });
    expect(preload.calls).toEqual([]);
  });

  it('never rejects', async () => {
    preload.answer = () => Promise.reject(new Error('no such channel'));
    const outcome = await opener.openFiles([dropped], toQueue, { callId: 'drop1' });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'app.internal' } });
  });
});
