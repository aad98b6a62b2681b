import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ChildModule } from '../base/testing/ChildModule.ts';
import { FakeMonotonicClock } from '../base/testing/FakeMonotonicClock.ts';
import { TemporaryFolder } from '../base/testing/TemporaryFolder.ts';
import { EntryId } from '../contract/ids.ts';
import { initialPlayerState, PlayerState } from './PlayerState.ts';
import {
  draggedSaveIntervalMs,
  PlayerStateStore,
  positionSaveIntervalMs,
} from './PlayerStateStore.ts';

function temporaryFolder(): TemporaryFolder {
  const folder = new TemporaryFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  return folder;
}

function onDisk(folder: TemporaryFolder): PlayerState {
  return PlayerState.parse(JSON.parse(readFileSync(folder.file('player.json'), 'utf8')));
}

describe('PlayerStateStore', () => {
  test('what was updated is on disk when the promise settles', async () => {
    const folder = temporaryFolder();
    const store = await PlayerStateStore.open({ folder: folder.path });
    expect(store.state).toEqual(initialPlayerState);

    const patch = { volume: 0.25, shuffle: true, currentEntryId: EntryId.parse('e7') };
    await store.update({ ...patch, positionMs: 61_000 });

    expect(onDisk(folder)).toEqual({ ...initialPlayerState, ...patch, positionMs: 61_000 });
    const again = await PlayerStateStore.open({ folder: folder.path });
    expect(again.state).toEqual(store.state);
  });

  test('while playing, a position waits no longer than the interval', async () => {
    const folder = temporaryFolder();
    const clock = new FakeMonotonicClock(1_000);
    const store = await PlayerStateStore.open({ folder: folder.path, clock });
    await store.update({ positionMs: 0 });

    for (let positionMs = 250; positionMs < positionSaveIntervalMs; positionMs += 250) {
      clock.advance(250);
      store.notePosition(positionMs);
      expect(clock.pendingTimerCount).toBe(1);
    }
    clock.advance(250);
    expect(clock.pendingTimerCount).toBe(0);
    await store.update({}); // settles behind the write that the timer began
    expect(onDisk(folder).positionMs).toBe(positionSaveIntervalMs - 250);
  });

  test('what is dragged is known at once and saved once a moment later, with what waits', async () => {
    const folder = temporaryFolder();
    const clock = new FakeMonotonicClock(1_000);
    const store = await PlayerStateStore.open({ folder: folder.path, clock });
    await store.update({});
    store.notePosition(5_000);
    for (let step = 1; step <= 50; step += 1) {
      store.updateSoon({ volume: step / 100 });
      expect(store.state.volume).toBe(step / 100);
      expect(clock.pendingTimerCount).toBe(1);
    }
    clock.advance(draggedSaveIntervalMs - 1);
    expect(clock.pendingTimerCount).toBe(1);
    clock.advance(1);
    expect(clock.pendingTimerCount).toBe(0);
    await store[Symbol.asyncDispose]();
    expect(onDisk(folder)).toMatchObject({ volume: 0.5, positionMs: 5_000 });
  });

  test('the interval and what comes before a write stay below five seconds', () => {
    const factIntervalMs = 250;
    expect(positionSaveIntervalMs + factIntervalMs).toBeLessThan(5_000);
  });

  test('the end waits for a write under way', async () => {
    const folder = temporaryFolder();
    const store = await PlayerStateStore.open({ folder: folder.path });
    store.notePosition(7_000);
    await store[Symbol.asyncDispose]();
    expect(onDisk(folder).positionMs).toBe(7_000);
    expect(readdirSync(folder.path)).toEqual(['player.json']);
  });

  test('a position after a long silence is saved at once', async () => {
    const folder = temporaryFolder();
    const clock = new FakeMonotonicClock();
    const store = await PlayerStateStore.open({ folder: folder.path, clock });
    store.notePosition(5_000);
    expect(clock.pendingTimerCount).toBe(0);
    await store.update({});
    expect(onDisk(folder).positionMs).toBe(5_000);
  });

  test('an update takes the waiting position along', async () => {
    const folder = temporaryFolder();
    const clock = new FakeMonotonicClock();
    const store = await PlayerStateStore.open({ folder: folder.path, clock });
    await store.update({});
    store.notePosition(1_234);
    await store.update({ volume: 0.5 });
    expect(onDisk(folder)).toMatchObject({ positionMs: 1_234, volume: 0.5 });
    expect(clock.pendingTimerCount).toBe(0);
  });

  test('closing saves the waiting position', async () => {
    const folder = temporaryFolder();
    const clock = new FakeMonotonicClock();
    const store = await PlayerStateStore.open({ folder: folder.path, clock });
    await store.update({});
    store.notePosition(1_234);
    await store[Symbol.asyncDispose]();
    expect(onDisk(folder).positionMs).toBe(1_234);
    expect(clock.pendingTimerCount).toBe(0);
  });

  test('what was said to be saved is there after kill -9', async () => {
    const folder = temporaryFolder();
    await using child = new ChildModule(
      new URL('./testing/keepPosition.ts', import.meta.url),
      folder.path,
    );
    await child.nextLine();
    await child.nextLine();
    const acknowledgedMs = Number(await child.nextLine());
    await child.kill();

    const store = await PlayerStateStore.open({ folder: folder.path });
    expect(acknowledgedMs).toBe(3_000);
    expect(store.state.positionMs).toBeGreaterThanOrEqual(acknowledgedMs);
  });

  test('what is damaged is kept aside and as at first, what is sound stays', async () => {
    const folder = temporaryFolder();
    const text = '{"volume": 7, "shuffle": true, "positionMs": 61000}';
    writeFileSync(folder.file('player.json'), text);
    const store = await PlayerStateStore.open({ folder: folder.path });
    const sound = { ...initialPlayerState, shuffle: true, positionMs: 61_000 };
    expect(store.state).toEqual(sound);
    expect(store.damagedKeptAs).toMatch(/^player\.damaged-.+\.json$/);
    expect(readFileSync(folder.file(store.damagedKeptAs ?? ''), 'utf8')).toBe(text);
    expect(onDisk(folder)).toEqual(sound);
    const again = await PlayerStateStore.open({ folder: folder.path });
    expect(again.damagedKeptAs).toBeNull();
  });

  test('a file of an older or newer version is no damage', async () => {
    const folder = temporaryFolder();
    writeFileSync(folder.file('player.json'), '{"volume": 0.3, "balance": -1}');
    const store = await PlayerStateStore.open({ folder: folder.path });
    expect(store.state).toEqual({ ...initialPlayerState, volume: 0.3 });
    expect(store.damagedKeptAs).toBeNull();
  });

  test('what cannot be written now is written with the next change', async () => {
    const folder = temporaryFolder();
    const inside = new TemporaryFolder();
    onTestFinished(() => inside[Symbol.dispose]());
    const blocked = folder.file('profile');
    writeFileSync(blocked, 'a file where the folder should be');
    const store = await PlayerStateStore.open({ folder: blocked });
    await store.update({ volume: 0.1 });
    rmSync(blocked);
    await store.update({ muted: true });
    expect((await PlayerStateStore.open({ folder: blocked })).state).toMatchObject({
      volume: 0.1,
      muted: true,
    });
  });
});
