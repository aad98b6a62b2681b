import { beforeEach, describe, expect, it } from 'vitest';
import { ClientId, LeaseId, LoadId } from '../../electron/contract/ids.ts';
import type { SinkCapabilities, SinkFact, SinkOrder } from '../../electron/contract/sink.ts';
import { FakeBridge } from '../bridge/FakeBridge.ts';
import type { SinkEngine } from './SinkEngine.ts';
import { SinkLeaseKeeper } from './SinkLeaseKeeper.ts';

const mine = LeaseId.parse('lease-mine');
const me = { clientId: new FakeBridge().clientId, label: 'Chrome · Linux' };
const other = { clientId: ClientId.parse('other'), label: 'Firefox · Linux' };
const pause: SinkOrder = { kind: 'pause', loadId: LoadId.parse(1) };
const capabilities: SinkCapabilities = {
  sampleRateHz: 44_100,
  channelCount: 2,
  playableTypes: ['audio/mpeg'],
  label: 'Chrome · Linux',
};

class CapturingEngine implements SinkEngine {
  readonly orders: SinkOrder[] = [];
  resetCount = 0;
  tell: (fact: SinkFact) => void = () => undefined;
  execute(order: SinkOrder): void {
    this.orders.push(order);
  }
  subscribeFacts(listener: (fact: SinkFact) => void): () => void {
    this.tell = listener;
    return () => undefined;
  }
  reset(): void {
    this.resetCount += 1;
  }
  attachVideo(): () => void {
    return () => undefined;
  }
  startListening(): void {
    // Nothing is ever refused here.
  }
  dispose(): void {
    // Holds nothing.
  }
}

let bridge: FakeBridge;
let engine: CapturingEngine;
let visible: boolean;
let output: SinkCapabilities;

beforeEach(() => {
  bridge = new FakeBridge();
  engine = new CapturingEngine();
  visible = true;
  output = capabilities;
  bridge.answer('sink.acquire', { ok: true, value: { leaseId: mine } });
});

function keep(previousLeaseId: LeaseId | null = null): SinkLeaseKeeper {
  return new SinkLeaseKeeper({
    bridge,
    engine,
    readCapabilities: () => output,
    isVisible: () => visible,
    previousLeaseId,
  });
}

const asked = () => bridge.invocationsOf('sink.acquire').map(({ input }) => input);

async function keepHolding(): Promise<SinkLeaseKeeper> {
  const keeper = keep();
  bridge.emit('sink', { holder: null, blocked: false });
  await expect.poll(() => keeper.leaseId).toBe(mine);
  bridge.emit('sink', { holder: me, blocked: false });
  return keeper;
}

describe('SinkLeaseKeeper', () => {
  it('takes the lease when nobody has it, and does not take it from another', async () => {
    const keeper = await keepHolding();
    expect(keeper.leaseId).toBe(mine);
    expect(asked()).toEqual([{ capabilities, takeOver: false }]);
    expect(engine.resetCount).toBe(0);
  });

  it('leaves a page alone that has it, until the person says "play here"', async () => {
    const keeper = keep();
    bridge.emit('sink', { holder: other, blocked: false });
    expect(await keeper.playHere()).toBe(true);
    // Whatever was asked for before would stand before it.
    expect(asked()).toEqual([{ capabilities, takeOver: true }]);
  });

  it('does not play in a page nobody looks at, until somebody does', async () => {
    visible = false;
    const keeper = keep();
    bridge.emit('sink', { holder: null, blocked: false });
    visible = true;
    keeper.reconcile();
    await expect.poll(() => keeper.leaseId).toBe(mine);
    expect(asked()).toHaveLength(1);
  });

  it('obeys the orders of its lease only, also those that overtake the answer', async () => {
    bridge.answer('sink.acquire', () => {
      if (engine.orders.length > 0) return { ok: true, value: { leaseId: mine } };
      bridge.order(mine, pause);
      bridge.order(LeaseId.parse('old'), { kind: 'stop', loadId: LoadId.parse(9) });
      return { ok: true, value: { leaseId: mine } };
    });
    await keepHolding();
    bridge.order(mine, { kind: 'stop', loadId: LoadId.parse(1) });
    bridge.order(LeaseId.parse('old'), pause);
    expect(engine.orders.map(({ kind }) => kind)).toEqual(['pause', 'stop']);
  });

  it('sends facts with its lease, and none without', async () => {
    const keeper = keep();
    engine.tell({ kind: 'unblocked' });
    bridge.emit('sink', { holder: null, blocked: false });
    await expect.poll(() => keeper.leaseId).toBe(mine);
    engine.tell({ kind: 'unblocked' });
    expect(bridge.sentFacts).toEqual([{ leaseId: mine, fact: { kind: 'unblocked' } }]);
  });

  it('falls silent when another page took over', async () => {
    const keeper = await keepHolding();
    let told = 0;
    keeper.subscribe(() => (told += 1));
    bridge.emit('sink', { holder: other, blocked: false });
    expect(keeper.lastLeaseId).toBeNull();
    expect(engine.resetCount).toBe(1);
    expect(told).toBe(1);
    expect(asked()).toHaveLength(1);
  });

  it('asks for the lease again that main took because nothing was answered', async () => {
    const keeper = await keepHolding();
    const again = LeaseId.parse('lease-again');
    bridge.answer('sink.acquire', { ok: true, value: { leaseId: again } });
    bridge.emit('sink', { holder: null, blocked: false });
    await expect.poll(() => keeper.leaseId).toBe(again);
    expect(asked().at(-1)).toEqual({ capabilities, takeOver: false, previousLeaseId: mine });
    expect(engine.resetCount).toBe(1);
  });

  it('falls silent when the connection is lost, and names its lease when it is back', async () => {
    const keeper = await keepHolding();
    bridge.setConnectionState('lost');
    expect(keeper.leaseId).toBeNull();
    expect(engine.resetCount).toBe(1);
    visible = false;
    const again = LeaseId.parse('lease-again');
    bridge.answer('sink.acquire', { ok: true, value: { leaseId: again } });
    bridge.setConnectionState('open');
    await expect.poll(() => keeper.leaseId).toBe(again);
    expect(asked().at(-1)).toEqual({ capabilities, takeOver: false, previousLeaseId: mine });
  });

  it('names the lease it held before it was reloaded, once', async () => {
    const keeper = keep(mine);
    bridge.answer('sink.acquire', { ok: true, value: null });
    bridge.emit('sink', { holder: other, blocked: false });
    await expect.poll(() => keeper.lastLeaseId).toBeNull();
    bridge.emit('sink', { holder: { ...other, label: 'Edge · Linux' }, blocked: false });
    expect(await keeper.playHere()).toBe(false);
    expect(asked()).toEqual([
      { capabilities, takeOver: false, previousLeaseId: mine },
      { capabilities, takeOver: true },
    ]);
  });

  it('tells of another output, and only then', async () => {
    const keeper = await keepHolding();
    keeper.checkOutput();
    expect(bridge.sentFacts).toEqual([]);
    output = { ...capabilities, sampleRateHz: 48_000 };
    keeper.checkOutput();
    keeper.checkOutput();
    expect(bridge.sentFacts).toEqual([
      { leaseId: mine, fact: { kind: 'formatChanged', capabilities: output } },
    ]);
  });

  it('gives the lease back when the page goes', async () => {
    const keeper = await keepHolding();
    keeper.release();
    expect(bridge.invocationsOf('sink.release').map(({ input }) => input)).toEqual([
      { leaseId: mine },
    ]);
    expect(keeper.lastLeaseId).toBe(mine);
  });

  it('lets go of the bridge', async () => {
    const keeper = await keepHolding();
    keeper.dispose();
    expect(bridge.listenerCount).toBe(0);
  });
});
