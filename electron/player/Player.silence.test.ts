import { describe, expect, test, vi } from 'vitest';
import type { SinkOrder } from '../contract/sink.ts';
import { PlayerHarness } from './testing/PlayerHarness.ts';

/** As long as the session waits for an answer. */
const patienceMs = 20_000;

/** The page answers none of these orders from now on. */
function fallSilent({ page }: PlayerHarness, ...kinds: SinkOrder['kind'][]): void {
  for (const kind of kinds) page.engine.silences.add(kind);
}

/** Lets the time go by after which a page that answers nothing is given up. */
async function waitInVain(harness: PlayerHarness): Promise<void> {
  const { page, clock } = harness;
  await vi.waitFor(() => {
    const newest = page.engine.orders.at(-1);
    expect(newest !== undefined && page.engine.silences.has(newest.kind)).toBe(true);
    expect(clock.pendingTimerCount).toBeGreaterThan(0);
  });
  clock.advance(patienceMs);
  await harness.settle();
}

const unresponsive = { code: 'media.sinkUnresponsive', subject: 'page' };

describe('MS-57 a page that falls silent', () => {
  test.each(['prepare', 'start'] as const)(
    'and does not answer to %s loses the lease; what it was to play is not blamed',
    async (kind) => {
      await using harness = await PlayerHarness.startWith('a', 'b');
      const { player, leases, notices } = harness;
      fallSilent(harness, kind);
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
    fallSilent(harness, 'start');
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
    fallSilent(harness, 'prepare');
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
    fallSilent(harness, 'prepare');
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
    fallSilent(harness, command);
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
    fallSilent(harness, 'setRate');
    await player.setRate(2);
    await waitInVain(harness);
    expect(harness.leases.snapshot.holder).toBeNull();
    page.engine.silences.clear();
    page.acquire({ previousLeaseId: leaseId });
    await harness.settle();
    expect(page.ordersOf('start').at(-1)?.rate).toBe(2);
  });
});
