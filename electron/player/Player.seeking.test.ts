import { describe, expect, test } from 'vitest';
import { PlayerHarness } from './testing/PlayerHarness.ts';

describe('seeking', () => {
  test('goes on playing from there', async () => {
    await using harness = await PlayerHarness.startWith('a');
    await harness.run(harness.player.play());
    await harness.run(harness.player.seek(30_000));
    expect(harness.page.ordersOf('start').at(-1)?.positionMs).toBe(30_000);
    expect(harness.player.playback).toMatchObject({ status: 'playing', positionMs: 30_000 });
  });

  test('MS-14 keeps the pause; the target of a sound is held until it plays', async () => {
    await using harness = await PlayerHarness.startWith('a');
    const { player, page } = harness;
    await harness.run(player.play());
    await harness.run(player.pause());
    await harness.run(player.seek(20_000));
    expect(player.playback).toMatchObject({ status: 'paused', positionMs: 20_000, moving: false });
    expect(page.ordersOf('start')).toHaveLength(1);
    await harness.run(player.play());
    expect(page.ordersOf('start').at(-1)?.positionMs).toBe(20_000);
  });

  test('MS-51 shows the picture of a paused video by scrubbing', async () => {
    await using harness = await PlayerHarness.startWith('video1');
    const { player, page } = harness;
    await harness.run(player.play());
    await harness.run(player.setRate(2));
    await harness.run(player.pause());
    await harness.run(player.seek(20_000));
    expect(page.ordersOf('scrub').map(({ positionMs }) => positionMs)).toEqual([20_000]);
    expect(player.playback).toMatchObject({ status: 'paused', positionMs: 20_000, rate: 2 });
    await harness.run(player.play());
    expect(page.ordersOf('start').at(-1)?.rate).toBe(2);
  });

  test('MS-17 of many quick seeks only the latest is made', async () => {
    await using harness = await PlayerHarness.startWith('a');
    const { player, page } = harness;
    await harness.run(player.play());
    page.engine.silences.add('start');
    void player.seek(1_000);
    await expect.poll(() => page.ordersOf('start').length).toBe(2);
    for (let positionMs = 2_000; positionMs <= 40_000; positionMs += 500) {
      await player.seek(positionMs);
    }
    page.engine.silences.clear();
    const { loadId } = page.ordersOf('start').at(-1) ?? {};
    if (loadId === undefined) throw new Error('Nothing was started');
    page.engine.tell({ kind: 'started', loadId, positionMs: 1_000, ageMs: 0, rate: 1 });
    await harness.settle();
    expect(page.ordersOf('start').map(({ positionMs }) => positionMs)).toEqual([0, 1_000, 40_000]);
    expect(player.playback.positionMs).toBe(40_000);
  });

  test('beyond the end is the end', async () => {
    await using harness = await PlayerHarness.startWith('a');
    await harness.run(harness.player.play());
    await harness.run(harness.player.seek(1e9));
    expect(harness.page.ordersOf('start').at(-1)?.positionMs).toBe(60_000);
  });

  test('goes as far as the decoder knows, whatever the container says', async () => {
    await using harness = await PlayerHarness.startWith('a');
    harness.page.engine.media.set('media/a', { durationMs: 50_000 });
    await harness.run(harness.player.play());
    expect(harness.player.playback.durationMs).toBe(50_000);
    await harness.run(harness.player.seek(58_000));
    expect(harness.page.ordersOf('start').at(-1)?.positionMs).toBe(50_000);
  });

  test('is possible in a page that was reloaded while paused, which loads the entry at once', async () => {
    await using harness = await PlayerHarness.startWith('a');
    await harness.run(harness.player.play());
    await harness.run(harness.player.pause());
    const { leaseId } = harness.page;
    harness.page.leave();
    await harness.settle();
    const reloaded = harness.openPage('reloaded');
    reloaded.acquire({ previousLeaseId: leaseId });
    await harness.settle();
    expect(reloaded.prepared).toEqual(['a']);
    expect(harness.player.player.can.seek).toBe(true);
  });
});
