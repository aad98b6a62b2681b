import { describe, expect, test } from 'vitest';
import { FakeMonotonicClock } from '../base/testing/FakeMonotonicClock.ts';
import { CallId } from '../contract/ids.ts';
import { Activities, progressIntervalMs, type RunningActivity } from './Activities.ts';

const opening = { callId: CallId.parse('c1'), kind: 'opening', subject: 'Music' } as const;

function setUp() {
  const clock = new FakeMonotonicClock();
  const activities = new Activities(clock);
  const told: (readonly [string, number])[][] = [];
  activities.changes.subscribe((list) =>
    told.push(list.map(({ subject, doneCount }) => [subject, doneCount] as const)),
  );
  return { clock, activities, told };
}

/** Work that goes on until the test ends it. */
function heldWork() {
  const { promise, resolve } = Promise.withResolvers<string>();
  let running: RunningActivity | undefined;
  return {
    work: (activity: RunningActivity) => {
      running = activity;
      return promise;
    },
    finish: resolve,
    get running(): RunningActivity {
      if (running === undefined) throw new Error('Not started');
      return running;
    },
  };
}

describe('Activities', () => {
  test('shows work while it runs, progress at most every so often', async () => {
    const { clock, activities, told } = setUp();
    const held = heldWork();
    const outcome = activities.run(opening, new AbortController().signal, held.work);
    held.running.update({ doneCount: 1 });
    held.running.update({ doneCount: 2, subject: 'Abbey Road' });
    expect(told).toEqual([[['Music', 0]]]);
    clock.advance(progressIntervalMs);
    expect(told.at(-1)).toEqual([['Abbey Road', 2]]);
    held.finish('done');
    await expect(outcome).resolves.toBe('done');
    expect(told.at(-1)).toEqual([]);
    held.running.update({ doneCount: 3 });
    expect(clock.pendingTimerCount).toBe(0);
  });

  test('goes away when the work fails', async () => {
    const { activities } = setUp();
    const outcome = activities.run(opening, new AbortController().signal, () =>
      Promise.reject(new Error('broken')),
    );
    await expect(outcome).rejects.toThrow('broken');
    expect(activities.list).toEqual([]);
  });

  test('is cancelled by its caller and by any page', async () => {
    const { activities } = setUp();
    const caller = new AbortController();
    const held = heldWork();
    const outcome = activities.run(opening, caller.signal, held.work);
    activities.cancel(CallId.parse('other'));
    expect(held.running.signal.aborted).toBe(false);
    activities.cancel(opening.callId);
    expect(held.running.signal.aborted).toBe(true);
    held.finish('');
    await outcome;

    const again = heldWork();
    const second = activities.run(opening, caller.signal, again.work);
    caller.abort();
    expect(again.running.signal.aborted).toBe(true);
    again.finish('');
    await second;
  });

  test('shows what several calls do together as one row', () => {
    const { activities } = setUp();
    using drop = activities.begin(opening);
    drop.update({ doneCount: 5 });
    expect(activities.list.map(({ doneCount }) => doneCount)).toEqual([5]);
    activities.cancel(opening.callId);
    expect(drop.signal.aborted).toBe(true);
    drop[Symbol.dispose]();
    expect(activities.list).toEqual([]);
  });

  test('stops everything when disposed, and waits for its end', async () => {
    const { clock, activities } = setUp();
    const held = heldWork();
    const outcome = activities.run(opening, new AbortController().signal, held.work);
    held.running.update({ doneCount: 1 });
    let hasEnded = false;
    const disposed = activities[Symbol.asyncDispose]().then(() => {
      hasEnded = true;
    });
    expect(held.running.signal.aborted).toBe(true);
    await Promise.resolve();
    expect(hasEnded).toBe(false);
    held.finish('');
    await Promise.all([outcome, disposed]);
    expect(clock.pendingTimerCount).toBe(0);
  });
});
