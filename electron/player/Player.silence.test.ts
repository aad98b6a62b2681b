import { describe, expect, test } from 'vitest';
import type { SinkOrder } from '../contract/sink.ts';
import { PlayerHarness } from './testing/PlayerHarness.ts';

/** As long as the session waits for an answer. */
const patienceMs = 20_000;

/** A page that answers none of these orders from now on, and the time after which it is given up. */
async function fallSilent(harness: PlayerHarness, ...kinds: SinkOrder['kind'][]): Promise<void> {
  for (const kind of kinds) harness.page.engine.silences.add(kind);
  await harness.settleQuickly();
}

async function waitInVain(harness: PlayerHarness): Promise<void> {
  await harness.settleQuickly();
  harness.clock.advance(patienceMs);
  await harness.settle();
}

const unresponsive = { code: 'media.sinkUnresponsive', subject: 'page' };

describe('MS-57 a page that falls silent', () => {
  test.each(['prepare', 'start'] as const)(
    'and does not answer to %s loses the lease; what it was to play is not blamed',
    async (kind) => {
      await using harness = await PlayerHarness.startWith('a', 'b');
      const { player, leases, notices } = harness;
      await fallSilent(harness, kind);
      await player.play();
      await waitInVain(harness);
      expect(leases.snapshot.holder).toBeNull();
      expect(player.playback).toMatchObject({
        status: 'paused',
        intent: 'play',
        suppression: 'noSink',
        moving: false,
      });
      expect(harness.current).toBe('a');
      expect(player.nowPlaying?.error).toBeNull();
      expect((await harness.rows()).map(({ errorCode }) => errorCode)).toEqual([null, null]);
      expect(notices.list.map(({ error }) => error)).toEqual([unresponsive]);
    },
  );

  test('goes on where it was when it answers again', async () => {
    await using harness = await PlayerHarness.startWith('a');
    const { player, page, clock } = harness;
    const { leaseId } = page;
    await harness.run(player.play());
    clock.advance(12_000);
    page.engine.playTo(12_000);
    await harness.run(player.pause());
    await fallSilent(harness, 'start');
    await player.play();
    await waitInVain(harness);
    expect(player.playback).toMatchObject({ intent: 'play', positionMs: 12_000 });
    page.engine.silences.clear();
    page.acquire({ previousLeaseId: leaseId });
    await harness.settle();
    expect(page.ordersOf('start').at(-1)?.positionMs).toBe(12_000);
    expect(player.playback.status).toBe('playing');
  });

  test('again and again is not asked for ever', async () => {
    await using harness = await PlayerHarness.startWith('a');
    const { player, page } = harness;
    let { leaseId } = page;
    await fallSilent(harness, 'prepare');
    await player.play();
    await waitInVain(harness);
    leaseId = page.acquire({ previousLeaseId: leaseId });
    await waitInVain(harness);
    expect(player.playback.intent).toBe('pause');
    expect(harness.leases.snapshot.holder).toBeNull();
    page.engine.silences.clear();
    page.acquire({ previousLeaseId: leaseId });
    await harness.settle();
    expect(page.sounding).toBeNull();
    await harness.run(player.play());
    expect(page.sounding).toBe('a');
  });

  test('lets another page play', async () => {
    await using harness = await PlayerHarness.startWith('a');
    await fallSilent(harness, 'prepare');
    await harness.player.play();
    await waitInVain(harness);
    const phone = harness.openPage('phone');
    phone.acquire({ takeOver: true });
    await harness.settle();
    expect(phone.sounding).toBe('a');
  });

  test.each(['pause', 'stop'] as const)('and does not answer to %s is paused', async (command) => {
    await using harness = await PlayerHarness.startWith('a');
    const { player, page, notices } = harness;
    const { leaseId } = page;
    await harness.run(player.play());
    await fallSilent(harness, command);
    await player[command]();
    await waitInVain(harness);
    expect(notices.list.map(({ error }) => error)).toEqual([unresponsive]);
    expect(player.nowPlaying?.error).toBeNull();
    expect(player.playback).toMatchObject({ moving: false, intent: 'pause' });
    page.engine.silences.clear();
    page.acquire({ previousLeaseId: leaseId });
    await harness.settle();
    expect(page.sounding).toBeNull();
    expect(player.playback).toMatchObject({ moving: false, intent: 'pause' });
  });

  test('and does not answer to a rate gets it when it is back', async () => {
    await using harness = await PlayerHarness.startWith('a');
    const { player, page } = harness;
    const { leaseId } = page;
    await harness.run(player.play());
    await fallSilent(harness, 'setRate');
    await player.setRate(2);
    await waitInVain(harness);
    expect(harness.leases.snapshot.holder).toBeNull();
    page.engine.silences.clear();
    page.acquire({ previousLeaseId: leaseId });
    await harness.settle();
    expect(page.ordersOf('start').at(-1)?.rate).toBe(2);
  });
});
