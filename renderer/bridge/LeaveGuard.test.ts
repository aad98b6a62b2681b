import { beforeEach, describe, expect, it } from 'vitest';
import { DeviceId, PlanId } from '../../electron/contract/ids.ts';
import type { TransferQueue } from '../../electron/contract/transfers.ts';
import { FakeBridge } from './FakeBridge.ts';
import { LeaveGuard } from './LeaveGuard.ts';

const onPlayer = { kind: 'plan', planId: PlanId.parse('plan') } as const;
const toQueue = { kind: 'queue', placement: { kind: 'append' } } as const;

function queue(state: TransferQueue['state']): TransferQueue {
  return {
    deviceId: DeviceId.parse('player'),
    state,
    revision: 1,
    count: 2,
    retryableCount: 0,
    batchCount: 2,
    doneCount: 0,
    failedCount: 0,
    skippedCount: 0,
    interruptedCount: 0,
    error: null,
    totalBytes: 0,
    doneBytes: 0,
    current: null,
    bytesPerSecond: null,
    remainingMs: null,
  };
}

describe('LeaveGuard', () => {
  let bridge: FakeBridge;
  let page: Window;
  let guard: LeaveGuard;
  /** Files that are taken of the next drop. */
  let addedCount: number;
  const drop = (target: typeof onPlayer | typeof toQueue) =>
    guard.openFiles([], target, { callId: 'call' });
  /** Would the browser ask? */
  const asks = () => !page.dispatchEvent(new Event('beforeunload', { cancelable: true }));

  beforeEach(() => {
    bridge = new FakeBridge();
    page = window;
    addedCount = 1;
    const outcome = () => ({ addedCount, ignoredCount: 0, failures: [], failedCount: 0 });
    const opener = { openFiles: () => Promise.resolve({ ok: true as const, value: outcome() }) };
    guard = new LeaveGuard(opener, bridge, page);
  });

  it('asks while files of this page are copied, until all is done', async () => {
    await drop(onPlayer);
    expect(asks()).toBe(false);
    bridge.emit('transfers', [queue('running')]);
    expect(asks()).toBe(true);
    bridge.emit('transfers', [queue('waitingForDevice')]);
    expect(asks()).toBe(true);
    bridge.emit('transfers', [queue('idle')]);
    expect(asks()).toBe(false);
    bridge.emit('transfers', [queue('running')]);
    expect(asks()).toBe(false);
  });

  it('lets a page go of whose drop nothing was taken', async () => {
    addedCount = 0;
    await drop(onPlayer);
    bridge.emit('transfers', [queue('running')]);
    expect(asks()).toBe(false);
  });

  it('lets a page go that only looks, or plays', async () => {
    await drop(toQueue);
    bridge.emit('transfers', [queue('running')]);
    expect(asks()).toBe(false);
  });

  it('opens what it is given', async () => {
    expect(await drop(toQueue)).toMatchObject({ ok: true });
  });
});
