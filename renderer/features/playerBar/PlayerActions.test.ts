import { describe, expect, it } from 'vitest';
import type { AppError } from '../../../electron/contract/errors.ts';
import type { Outcome } from '../../../electron/contract/messages.ts';
import { FakeBridge } from '../../bridge/FakeBridge.ts';
import { connectStores } from '../../stores/connectStores.ts';
import { createStores } from '../../stores/Stores.ts';
import { samplePlayback, samplePlayer } from '../../testing/samples.ts';
import { PlayerActions } from './PlayerActions.ts';

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
    actions.setVolume(0.1);
    actions.setVolume(0.2);
    actions.setVolume(0.3);
    expect(inputsOf(bridge, 'player.setVolume')).toEqual([{ volume: 0.1 }]);
    bridge.answer('player.setVolume', { ok: true, value: undefined });
    arrived.resolve({ ok: true, value: undefined });
    await expect.poll(() => inputsOf(bridge, 'player.setVolume').length).toBe(2);
    expect(inputsOf(bridge, 'player.setVolume')[1]).toEqual({ volume: 0.3 });
  });

  it('keeps the volume between silence and full', () => {
    const { actions, bridge } = start();
    actions.setVolume(7);
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
    const { actions, bridge } = start();
    bridge.emit('player', { ...samplePlayer, rate: 1.1 });
    actions.stepRate(1);
    actions.stepRate(-1);
    expect(bridge.invocationsOf('player.setRate').map(({ input }) => input)).toEqual([
      { rate: 1.25 },
      { rate: 1 },
    ]);
  });

  it('stays at the last step', () => {
    const { actions, bridge } = start();
    bridge.emit('player', { ...samplePlayer, rate: 3 });
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
