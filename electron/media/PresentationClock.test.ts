import { describe, expect, test } from 'vitest';
import { err, ok, type Result } from '../base/Result.ts';
import { FakeMonotonicClock } from '../base/testing/FakeMonotonicClock.ts';
import type { ClockStateSink } from './ClockStateSink.ts';
import type { MediaFailure } from './MediaErrorCode.ts';
import { PresentationClock, type ClockState } from './PresentationClock.ts';
import { SinkTimeSource } from './SinkTimeSource.ts';
import { SystemTimeSource } from './SystemTimeSource.ts';
import { FakeMediaSource, h264 } from './testing/FakeMediaSource.ts';
import { SessionHarness } from './testing/SessionHarness.ts';

class CapturingClockSink implements ClockStateSink {
  readonly #log: string[];
  readonly #name: string;

  constructor(log: string[], name: string) {
    this.#log = log;
    this.#name = name;
  }

  onClockStart(positionMs: number): void {
    this.#log.push(`${this.#name} start ${positionMs}`);
  }

  onClockRestart(): void {
    this.#log.push(`${this.#name} restart`);
  }

  onClockPause(): void {
    this.#log.push(`${this.#name} pause`);
  }

  onClockStop(): void {
    this.#log.push(`${this.#name} stop`);
  }

  onClockSetRate(rate: number): void {
    this.#log.push(`${this.#name} rate ${rate}`);
  }
}

function code(result: Result<unknown, MediaFailure>): string {
  return result.ok ? 'ok' : result.error.code;
}

function systemClock() {
  const monotonic = new FakeMonotonicClock();
  const clock = new PresentationClock();
  clock.setTimeSource(new SystemTimeSource(monotonic));
  return { monotonic, clock };
}

describe('the clock of a session', () => {
  test('MS-42 is there from the beginning and has no time before READY', async () => {
    const harness = new SessionHarness();
    const clock = harness.session.getClock();
    if (!clock.ok) throw new Error('No clock');
    expect(code(clock.value.getTime())).toBe('clockNoTimeSource');
    expect(clock.value.timeSource).toBeNull();
    harness.sink.silences.add('prepare');
    await harness.run(harness.session.setTopology(harness.topology()));
    expect(code(clock.value.getTime())).toBe('clockNoTimeSource');
    const loadId = harness.session.state.current?.loadId;
    if (loadId === undefined) throw new Error('Nothing is current');
    const found = { seekable: true, hasAudio: true, hasVideo: false, widthPx: 0, heightPx: 0 };
    harness.sink.tell({ kind: 'prepared', loadId, durationMs: 1_000, ...found });
    expect(harness.trace.at(-1)).toBe('ready 1');
    expect(clock.value.getTime()).toEqual(ok(0));
  });

  test('MS-43 a client can read it and listen, nothing else', async () => {
    const harness = new SessionHarness();
    const clock = harness.session.getClock();
    if (!clock.ok) throw new Error('No clock');
    for (const name of ['start', 'stop', 'pause', 'setRate', 'shutdown', 'setTimeSource']) {
      expect(name in clock.value).toBe(false);
    }
    const log: string[] = [];
    clock.value.addClockStateSink(new CapturingClockSink(log, 'client'));
    await harness.playing();
    expect(log).toEqual(['client start 0']);
    expect(clock.value.state).toBe('running');
  });

  test('MS-45 the sound gives the time where there is sound, else the system does', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    const clock = harness.session.getClock();
    expect(clock.ok && clock.value.timeSource).toBe('audio');
    const silent = new FakeMediaSource({
      name: 'silent',
      mimeType: 'video/mp4; codecs="avc1.640028"',
      formats: [h264],
    });
    await harness.run(harness.session.setTopology(harness.topology(silent), { immediate: true }));
    expect(clock.ok && clock.value.timeSource).toBe('system');
    harness.clock.advance(2_000);
    expect(harness.positionMs).toBe(2_000);
  });

  test('MS-47 is shut down with the session and stays callable', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    const clock = harness.session.getClock();
    if (!clock.ok) throw new Error('No clock');
    expect(code(clock.value.getShutdownStatus())).toBe('invalidRequest');
    harness.session.shutdown();
    expect(clock.value.getShutdownStatus()).toEqual(ok('completed'));
    expect(clock.value.getTime()).toEqual(ok(0));
  });
});

describe('a presentation clock', () => {
  const steps = { start: 'start', pause: 'pause', stop: 'stop' } as const;
  type StepName = keyof typeof steps;
  const states: Record<ClockState, readonly StepName[]> = {
    invalid: [],
    running: ['start'],
    paused: ['start', 'pause'],
    stopped: ['start', 'stop'],
  };
  const table: Record<ClockState, Record<StepName, readonly [string, ClockState]>> = {
    invalid: {
      start: ['ok', 'running'],
      pause: ['invalidRequest', 'invalid'],
      stop: ['ok', 'stopped'],
    },
    running: { start: ['ok', 'running'], pause: ['ok', 'paused'], stop: ['ok', 'stopped'] },
    paused: {
      start: ['ok', 'running'],
      pause: ['clockStateAlreadySet', 'paused'],
      stop: ['ok', 'stopped'],
    },
    stopped: {
      start: ['ok', 'running'],
      pause: ['invalidRequest', 'stopped'],
      stop: ['clockStateAlreadySet', 'stopped'],
    },
  };
  const take = (clock: PresentationClock, step: StepName) =>
    step === 'start' ? clock.start(5_000) : clock[step]();

  for (const [state, path] of Object.entries(states) as [ClockState, readonly StepName[]][]) {
    for (const step of Object.keys(steps) as StepName[]) {
      test(`MS-44 ${step} when ${state}`, () => {
        const { clock } = systemClock();
        for (const before of path) take(clock, before);
        expect(clock.state).toBe(state);
        const [outcome, after] = table[state][step];
        expect(code(take(clock, step))).toBe(outcome);
        expect(clock.state).toBe(after);
      });
    }
  }

  test('MS-44 without a time source nothing moves and there is no time', () => {
    const clock = new PresentationClock();
    const answers = [
      clock.start(0),
      clock.start(null),
      clock.pause(),
      clock.stop(),
      clock.getTime(),
      clock.setRate(2),
    ];
    expect(new Set(answers.map(code))).toEqual(new Set(['clockNoTimeSource']));
    expect(clock.state).toBe('invalid');
  });

  test('MS-44 time is 0 when stopped, frozen when paused, and runs from where it was started', () => {
    const { clock, monotonic } = systemClock();
    clock.start(1_000);
    monotonic.advance(500);
    expect(clock.getTime()).toEqual(ok(1_500));
    clock.pause();
    monotonic.advance(500);
    expect(clock.getTime()).toEqual(ok(1_500));
    clock.start(null);
    monotonic.advance(250);
    expect(clock.getTime()).toEqual(ok(1_750));
    clock.stop();
    expect(clock.getTime()).toEqual(ok(0));
  });

  test('MS-45 a time source has to be initialised and to count at 10 MHz', () => {
    class OddTimeSource extends SystemTimeSource {
      // @ts-expect-error an odd one is what this test is about
      override readonly frequencyHz: number | null;

      constructor(frequencyHz: number | null) {
        super(new FakeMonotonicClock());
        this.frequencyHz = frequencyHz;
      }
    }
    const clock = new PresentationClock();
    expect(code(clock.setTimeSource(new OddTimeSource(null)))).toBe('notInitialized');
    expect(code(clock.setTimeSource(new OddTimeSource(48_000)))).toBe('clockNotSimple');
    expect(clock.timeSource).toBeNull();
  });

  test('MS-45 another time source goes on where the one before stood', () => {
    const { clock, monotonic } = systemClock();
    clock.start(0);
    monotonic.advance(3_000);
    clock.setTimeSource(new SystemTimeSource(monotonic));
    monotonic.advance(1_000);
    expect(clock.getTime()).toEqual(ok(4_000));
  });

  test('MS-46 the time source is told first, then the sinks in the order they came', () => {
    const log: string[] = [];
    class LoggedTimeSource extends SystemTimeSource {
      override onClockStart(positionMs: number): Result<void, MediaFailure> {
        log.push(`source start ${positionMs}`);
        return super.onClockStart(positionMs);
      }
    }
    const clock = new PresentationClock();
    clock.setTimeSource(new LoggedTimeSource(new FakeMonotonicClock()));
    clock.addClockStateSink(new CapturingClockSink(log, 'first'));
    clock.addClockStateSink(new CapturingClockSink(log, 'second'));
    clock.start(10);
    clock.setRate(2);
    clock.pause();
    clock.start(null);
    clock.stop();
    expect(log.filter((line) => !line.startsWith('second'))).toEqual([
      'source start 10',
      'first start 10',
      'first rate 2',
      'first pause',
      'source start 10',
      'first restart',
      'first stop',
    ]);
    expect(log.filter((line) => line.startsWith('second'))).toHaveLength(5);
  });

  test('MS-46 a refusal of the time source abandons the change', () => {
    class StubbornTimeSource extends SystemTimeSource {
      override onClockPause(): Result<void, MediaFailure> {
        return err({ code: 'failed' });
      }
    }
    const log: string[] = [];
    const clock = new PresentationClock();
    clock.setTimeSource(new StubbornTimeSource(new FakeMonotonicClock()));
    clock.start(0);
    clock.addClockStateSink(new CapturingClockSink(log, 'sink'));
    expect(code(clock.pause())).toBe('failed');
    expect(clock.state).toBe('running');
    expect(log).toEqual([]);
  });

  test('MS-46 a time source that refuses the start is the status of the start', async () => {
    class StubbornTimeSource extends SystemTimeSource {
      override onClockStart(): Result<void, MediaFailure> {
        return err({ code: 'failed' });
      }
    }
    const stubborn = new StubbornTimeSource(new FakeMonotonicClock());
    const harness = new SessionHarness({ timeSources: { audio: stubborn, system: stubborn } });
    await harness.run(harness.session.setTopology(harness.topology()));
    harness.sink.silences.add('start');
    expect(await harness.run(harness.session.start())).toEqual({ code: 'failed' });
    expect(harness.sink.orderKinds.at(-1)).toBe('stop');
    expect(harness.session.state.playback).toBe('stopped');
  });

  test('MS-46 a sink is added once; removing a stranger is fine', () => {
    const clock = new PresentationClock();
    const sink = new CapturingClockSink([], 'sink');
    expect(code(clock.addClockStateSink(sink))).toBe('ok');
    expect(code(clock.addClockStateSink(sink))).toBe('invalidArgument');
    expect(code(clock.removeClockStateSink(new CapturingClockSink([], 'stranger')))).toBe('ok');
  });

  test('MS-47 shutting down twice is fine', () => {
    const { clock } = systemClock();
    clock.start(0);
    clock.shutdown();
    clock.shutdown();
    expect(clock.getShutdownStatus()).toEqual(ok('completed'));
    expect(code(clock.pause())).toBe('ok');
  });
});

describe('time by the sink', () => {
  function running() {
    const monotonic = new FakeMonotonicClock();
    const source = new SinkTimeSource(monotonic);
    source.onClockStart(0);
    return { monotonic, source };
  }

  test('stands after a start until the first report', () => {
    const { monotonic, source } = running();
    monotonic.advance(300);
    expect(source.getTime()).toBe(0);
    source.observe(10, 5, 1);
    expect(source.getTime()).toBe(15);
    monotonic.advance(100);
    expect(source.getTime()).toBe(115);
  });

  test('takes the age of a report and the rate into account', () => {
    const { monotonic, source } = running();
    source.onClockSetRate(2);
    source.observe(1_000, 50, 2);
    expect(source.getTime()).toBe(1_100);
    monotonic.advance(100);
    expect(source.getTime()).toBe(1_300);
  });

  test('smooths small differences and never goes back for them', () => {
    const { monotonic, source } = running();
    source.observe(0, 0, 1);
    let former = 0;
    for (let turn = 0; turn < 40; turn += 1) {
      monotonic.advance(250);
      const jitterMs = turn % 2 === 0 ? 20 : -20;
      source.observe((turn + 1) * 250 + jitterMs, 0, 1);
      const now = source.getTime();
      expect(now).toBeGreaterThanOrEqual(former);
      expect(Math.abs(now - (turn + 1) * 250)).toBeLessThan(20);
      former = now;
    }
  });

  test('follows a jump at once, also backwards', () => {
    const { monotonic, source } = running();
    source.observe(30_000, 0, 1);
    monotonic.advance(100);
    source.observe(2_000, 0, 1);
    expect(source.getTime()).toBe(2_000);
  });

  test('does not run on for ever when nothing is heard', () => {
    const { monotonic, source } = running();
    source.observe(0, 0, 1);
    monotonic.advance(60_000);
    expect(source.getTime()).toBe(10_000);
  });

  test('measures how fast the audio clock is', () => {
    const { monotonic, source } = running();
    expect(source.driftPpm).toBeNull();
    for (let turn = 0; turn <= 80; turn += 1) {
      source.observe(turn * 250 * 1.0002, 0, 1);
      monotonic.advance(250);
    }
    expect(source.driftPpm).toBeCloseTo(200, 0);
  });
});
