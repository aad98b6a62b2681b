import { beforeEach, describe, expect, test } from 'vitest';
import { FakeMonotonicClock } from '../base/testing/FakeMonotonicClock.ts';
import { EntryId } from '../contract/ids.ts';
import type { ServerMessage } from '../contract/messages.ts';
import type { PlaybackSnapshot } from '../contract/playback.ts';
import { defaultSettings } from '../contract/settings.ts';
import type { SessionSnapshot } from '../contract/signalPath.ts';
import {
  catchUpIntervalMs,
  maximumBufferedBytes,
  playbackIntervalMs,
  Publisher,
  type TopicClient,
} from './Publisher.ts';

class CapturingTopicClient implements TopicClient {
  readonly sent: ServerMessage[] = [];
  bufferedBytes = 0;

  send(message: ServerMessage): void {
    this.sent.push(message);
  }

  get values(): readonly unknown[] {
    return this.sent.map((message) => (message.kind === 'topic' ? message.value : undefined));
  }
}

const playing: PlaybackSnapshot = {
  status: 'playing',
  intent: 'play',
  suppression: null,
  entryId: null,
  positionMs: 0,
  ageMs: 0,
  moving: true,
  rate: 1,
  durationMs: 60_000,
  bufferedMs: [],
};

const session: SessionSnapshot = {
  state: 'started',
  capabilities: { start: true, seek: true, pause: true, rateForward: true, rateReverse: false },
  current: null,
  next: null,
  clock: {
    state: 'running',
    timeSource: 'system',
    positionMs: 5,
    ageMs: 1,
    rate: 1,
    driftPpm: null,
  },
  lastLogIndex: 0,
};

describe('Publisher', () => {
  let clock: FakeMonotonicClock;
  let publisher: Publisher;
  let client: CapturingTopicClient;

  beforeEach(() => {
    clock = new FakeMonotonicClock();
    publisher = new Publisher({ clock, validate: true });
    client = new CapturingTopicClient();
  });

  const positionsTold = () => client.values.map((value) => (value as PlaybackSnapshot).positionMs);

  test('tells playback at most so often while it only moves on', () => {
    publisher.subscribe(client, ['playback']);
    for (let atMs = 0; atMs <= 1_000; atMs += 10) {
      publisher.publish('playback', { ...playing, positionMs: atMs });
      clock.advance(10);
    }
    expect(positionsTold()).toEqual([0, 90, 190, 290, 390, 490, 590, 690, 790, 890, 990]);
  });

  test('makes what waited as old as it is', () => {
    publisher.subscribe(client, ['playback']);
    publisher.publish('playback', playing);
    clock.advance(30);
    publisher.publish('playback', { ...playing, positionMs: 28, ageMs: 2 });
    clock.advance(playbackIntervalMs);
    expect(client.values.at(-1)).toEqual({
      ...playing,
      positionMs: 28,
      ageMs: 2 + playbackIntervalMs - 30,
    });
  });

  test.each<[string, Partial<PlaybackSnapshot>]>([
    ['status', { status: 'paused', moving: false }],
    ['intent', { intent: 'pause' }],
    ['entry', { entryId: EntryId.parse('e2') }],
    ['suppression', { suppression: 'buffering' }],
    ['rate', { rate: 2 }],
    ['duration', { durationMs: 70_000 }],
    ['place', { positionMs: 30_000 }],
  ])('tells a change of %s at once', (_what, change) => {
    publisher.subscribe(client, ['playback']);
    publisher.publish('playback', playing);
    clock.advance(10);
    publisher.publish('playback', { ...playing, positionMs: 10, ...change });
    expect(client.values.at(-1)).toMatchObject(change);
    clock.advance(1_000);
    expect(client.sent).toHaveLength(2);
  });

  test('tells nothing twice when a jump overtakes what waited', () => {
    publisher.subscribe(client, ['playback']);
    publisher.publish('playback', playing);
    publisher.publish('playback', { ...playing, positionMs: 1 });
    publisher.publish('playback', { ...playing, positionMs: 9_000 });
    clock.advance(1_000);
    expect(positionsTold()).toEqual([0, 9_000]);
  });

  test('tells who comes later how old the newest is', () => {
    publisher.publish('playback', { ...playing, ageMs: 5 });
    publisher.publish('session', session);
    clock.advance(2_000);
    publisher.subscribe(client, ['playback', 'session', 'settings']);
    expect(client.values).toEqual([
      { ...playing, ageMs: 2_005 },
      { ...session, clock: { ...session.clock, ageMs: 2_001 } },
    ]);
  });

  test('passes over a client whose pipe is full, and gives it the newest when it has caught up', () => {
    const other = new CapturingTopicClient();
    publisher.subscribe(client, ['settings']);
    publisher.subscribe(other, ['settings']);
    client.bufferedBytes = maximumBufferedBytes + 1;
    publisher.publish('settings', { ...defaultSettings, theme: 'dark' });
    publisher.publish('settings', { ...defaultSettings, theme: 'light' });
    clock.advance(catchUpIntervalMs);
    expect(client.sent).toEqual([]);
    expect(other.sent).toHaveLength(2);

    client.bufferedBytes = 0;
    clock.advance(catchUpIntervalMs);
    expect(client.sent).toEqual([
      {
        kind: 'topic',
        name: 'settings',
        revision: 2,
        value: { ...defaultSettings, theme: 'light' },
      },
    ]);
    clock.advance(catchUpIntervalMs * 5);
    expect(clock.pendingTimerCount).toBe(0);
  });

  test('still owes a passed-over topic after the client asked for others too', () => {
    publisher.subscribe(client, ['settings']);
    client.bufferedBytes = maximumBufferedBytes + 1;
    publisher.publish('settings', defaultSettings);
    publisher.subscribe(client, ['settings', 'notices']);
    client.bufferedBytes = 0;
    clock.advance(catchUpIntervalMs);
    expect(client.values).toEqual([defaultSettings]);
  });

  test('forgets a client that is gone, also one it still owed', () => {
    publisher.subscribe(client, ['settings']);
    client.bufferedBytes = maximumBufferedBytes + 1;
    publisher.publish('settings', defaultSettings);
    publisher.remove(client);
    client.bufferedBytes = 0;
    clock.advance(catchUpIntervalMs * 5);
    publisher.publish('settings', defaultSettings);
    expect(client.sent).toEqual([]);
    expect(clock.pendingTimerCount).toBe(0);
  });

  test('does not tell a value that breaks the contract', () => {
    publisher.subscribe(client, ['playback']);
    expect(() => publisher.publish('playback', { ...playing, ageMs: -1 })).toThrow();
    expect(client.sent).toEqual([]);
  });

  test('leaves no timer behind', () => {
    publisher.subscribe(client, ['playback', 'settings']);
    publisher.publish('playback', playing);
    publisher.publish('playback', { ...playing, positionMs: 1 });
    client.bufferedBytes = maximumBufferedBytes + 1;
    publisher.publish('settings', defaultSettings);
    publisher[Symbol.dispose]();
    expect(clock.pendingTimerCount).toBe(0);
  });
});
