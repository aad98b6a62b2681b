import { describe, expect, it } from 'vitest';
import type { AppError } from '../../../electron/contract/errors.ts';
import type { Outcome } from '../../../electron/contract/messages.ts';
import { Rate } from '../../../electron/contract/playback.ts';
import { FakeBridge } from '../../bridge/FakeBridge.ts';
import { connectStores } from '../../stores/connectStores.ts';
import { createStores } from '../../stores/Stores.ts';
import { samplePlayback, samplePlayer } from '../../testing/samples.ts';
import { PlayerActions, rates } from './PlayerActions.ts';

function start() {
  const bridge = new FakeBridge();
  const stores = createStores();
  connectStores(stores, bridge);
  const told: AppError[] = [];
  bridge.emit('playback', samplePlayback);
  bridge.emit('player', samplePlayer);
  return { bridge, told, actions: new PlayerActions(bridge, stores, (error) => told.push(error)) };
}

const inputsOf = (bridge: FakeBridge, name: 'player.seek' | 'player.setVolume') =>
  bridge.invocationsOf(name).map(({ input }) => input);

describe('rates', () => {
  it('go from the slowest to the fastest that may be asked for', () => {
    const mayAsk = (rate: number) => Rate.safeParse(rate).success;
    expect(rates.filter((rate) => !mayAsk(rate))).toEqual([]);
    expect(mayAsk(Math.min(...rates) - 0.01)).toBe(false);
    expect(mayAsk(Math.max(...rates) + 0.01)).toBe(false);
  });
});

describe('PlayerActions', () => {
  it('adds up steps while a jump is under way', () => {
    const { actions, bridge } = start();
    bridge.answer('player.seek', () => new Promise(() => undefined));
    actions.seekBy(5_000);
    actions.seekBy(5_000);
    expect(inputsOf(bridge, 'player.seek')).toEqual([
      { positionMs: 88_000 },
      { positionMs: 93_000 },
    ]);
  });

  it('jumps neither before the beginning nor behind the end', () => {
    const { actions, bridge } = start();
    actions.seekBy(-500_000);
    bridge.emit('playback', { ...samplePlayback, positionMs: 240_000 });
    const { actions: later, bridge: laterBridge } = start();
    later.seekBy(500_000);
    expect(inputsOf(bridge, 'player.seek')).toEqual([{ positionMs: 0 }]);
    expect(inputsOf(laterBridge, 'player.seek')).toEqual([{ positionMs: 245_000 }]);
  });

  it('does not jump when nothing is there', () => {
    const { actions, bridge } = start();
    bridge.emit('playback', { ...samplePlayback, status: 'empty' });
    actions.seekBy(5_000);
    expect(inputsOf(bridge, 'player.seek')).toEqual([]);
  });

  it('sends only the newest of the volumes that came while one was on its way', async () => {
    const { actions, bridge } = start();
    const arrived = Promise.withResolvers<Outcome<undefined>>();
    bridge.answer('player.setVolume', () => arrived.promise);
    void actions.setVolume(0.1);
    void actions.setVolume(0.2);
    void actions.setVolume(0.3);
    expect(inputsOf(bridge, 'player.setVolume')).toEqual([{ volume: 0.1 }]);
    bridge.answer('player.setVolume', { ok: true, value: undefined });
    arrived.resolve({ ok: true, value: undefined });
    await expect.poll(() => inputsOf(bridge, 'player.setVolume').length).toBe(2);
    expect(inputsOf(bridge, 'player.setVolume')[1]).toEqual({ volume: 0.3 });
  });

  it('starts from what was asked for last, while main has not answered', async () => {
    const { actions, bridge } = start();
    const arrived = Promise.withResolvers<Outcome<undefined>>();
    for (const name of ['player.setShuffle', 'player.setRepeat', 'player.setRate'] as const) {
      bridge.answer(name, () => arrived.promise);
    }
    actions.toggleShuffle();
    actions.toggleShuffle();
    actions.cycleRepeat();
    actions.cycleRepeat();
    actions.stepRate(1);
    actions.stepRate(1);
    arrived.resolve({ ok: true, value: undefined });
    const asked = (name: 'player.setShuffle' | 'player.setRepeat' | 'player.setRate') =>
      bridge.invocationsOf(name).map(({ input }) => input);
    await expect.poll(() => asked('player.setRate').length).toBe(2);
    expect(asked('player.setShuffle')).toEqual([{ shuffle: true }, { shuffle: false }]);
    expect(asked('player.setRepeat')).toEqual([{ repeat: 'all' }, { repeat: 'one' }]);
    expect(asked('player.setRate')).toEqual([{ rate: 1.25 }, { rate: 1.5 }]);
  });

  it('pauses at the second of two presses that come before the first is answered', async () => {
    const { actions, bridge } = start();
    bridge.emit('playback', { ...samplePlayback, intent: 'pause' });
    const arrived = Promise.withResolvers<Outcome<undefined>>();
    bridge.answer('player.play', () => arrived.promise);
    actions.togglePlay();
    actions.togglePlay();
    arrived.resolve({ ok: true, value: undefined });
    await expect.poll(() => bridge.invocationsOf('player.pause').length).toBe(1);
    expect(bridge.invocationsOf('player.play')).toHaveLength(1);
  });

  it('forgets at a stop what was pressed before it and not sent yet', async () => {
    const { actions, bridge } = start();
    const arrived = Promise.withResolvers<Outcome<undefined>>();
    bridge.answer('player.play', () => arrived.promise);
    bridge.answer('player.setShuffle', () => arrived.promise);
    actions.play();
    actions.pause();
    actions.stop();
    actions.toggleShuffle();
    actions.toggleShuffle();
    arrived.resolve({ ok: true, value: undefined });
    // Asked for later than the pause would be, and answered alike.
    await expect.poll(() => bridge.invocationsOf('player.setShuffle').length).toBe(2);
    expect(bridge.invocationsOf('player.pause')).toEqual([]);
  });

  it('keeps the volume between silence and full', () => {
    const { actions, bridge } = start();
    void actions.setVolume(7);
    expect(inputsOf(bridge, 'player.setVolume')).toEqual([{ volume: 1 }]);
  });

  it('unmutes when it is made louder', () => {
    const { actions, bridge } = start();
    bridge.emit('player', { ...samplePlayer, muted: true });
    actions.changeVolumeBy(0.05);
    expect(bridge.invocationsOf('player.setMuted').map(({ input }) => input)).toEqual([
      { muted: false },
    ]);
  });

  it('steps to the next rate, also from one that is none of the steps', () => {
    const up = start();
    up.bridge.emit('player', { ...samplePlayer, rate: 1.1 });
    up.actions.stepRate(1);
    const down = start();
    down.bridge.emit('player', { ...samplePlayer, rate: 1.1 });
    down.actions.stepRate(-1);
    const asked = ({ bridge }: typeof up) =>
      bridge.invocationsOf('player.setRate').map(({ input }) => input);
    expect(asked(up)).toEqual([{ rate: 1.25 }]);
    expect(asked(down)).toEqual([{ rate: 1 }]);
  });

  it('stays at the last step', () => {
    const { actions, bridge } = start();
    bridge.emit('player', { ...samplePlayer, rate: 4 });
    actions.stepRate(1);
    expect(bridge.invocationsOf('player.setRate')).toEqual([]);
  });

  it('tells failures', async () => {
    const { actions, bridge, told } = start();
    bridge.answer('player.play', { ok: false, error: { code: 'queue.empty' } });
    actions.play();
    await expect.poll(() => told).toEqual([{ code: 'queue.empty' }]);
  });
});
