import { describe, expect, test } from 'vitest';
import { absolutePosition } from './StartPosition.ts';
import { FakeMediaSource } from './testing/FakeMediaSource.ts';
import { SessionHarness } from './testing/SessionHarness.ts';

describe('commands', () => {
  test('MS-06 a command is accepted at once and completed by exactly one event', async () => {
    const harness = new SessionHarness();
    const accepted = harness.session.setTopology(harness.topology());
    expect(accepted.ok).toBe(true);
    expect(harness.events).toEqual([]);
    expect(await harness.run(accepted)).toBeNull();
    expect(harness.eventsOf('MESessionTopologySet')).toHaveLength(1);
  });

  test('MS-06 an expected failure is told on the completion event, not as MEError', async () => {
    const harness = new SessionHarness();
    harness.sink.media.set('media/song', { failure: 'decode' });
    harness.session.setTopology(harness.topology());
    expect(await harness.run(harness.session.start())).toMatchObject({ code: 'decodeFailed' });
    expect(harness.eventsOf('MEError')).toEqual([]);
  });

  test('MS-06 shutdown alone is synchronous and tells no event', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    const told = harness.events.length;
    expect(harness.session.shutdown()).toEqual({ ok: true, value: undefined });
    expect(harness.events).toHaveLength(told);
  });

  test('MS-07 play, pause, play, stop, play: each state leads where it may', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    harness.sink.playTo(5_000);
    await harness.run(harness.session.pause());
    harness.clock.advance(3_000);
    expect(harness.positionMs).toBe(5_000);
    await harness.run(harness.session.start());
    expect(harness.positionMs).toBe(5_000);
    await harness.run(harness.session.stop());
    expect(harness.positionMs).toBe(0);
    await harness.run(harness.session.start());
    expect(harness.positionMs).toBe(0);
    expect(harness.session.state.playback).toBe('started');
  });

  test('MS-07 a stop while paused resets the clock, and play begins anew', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    harness.sink.playTo(5_000);
    await harness.run(harness.session.pause());
    await harness.run(harness.session.stop());
    expect(harness.positionMs).toBe(0);
    expect(harness.session.state.clock).toBe('stopped');
    await harness.run(harness.session.start());
    expect(harness.sink.orders.at(-1)).toMatchObject({ kind: 'start', positionMs: 0 });
  });

  test('MS-07 start while playing is a seek', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    expect(await harness.run(harness.session.start(absolutePosition(20_000)))).toBeNull();
    expect(harness.positionMs).toBe(20_000);
  });

  test('MS-08 no position resumes, and is the beginning when stopped', async () => {
    const harness = new SessionHarness();
    const source = new FakeMediaSource();
    await harness.playing(source);
    await harness.run(harness.session.pause());
    await harness.run(harness.session.start());
    expect(source.calls).toEqual(['start 0', 'pause', 'start here']);
    await harness.run(harness.session.stop());
    await harness.run(harness.session.start());
    expect(source.calls.slice(-2)).toEqual(['stop', 'start 0']);
  });

  test('MS-08 no position while it plays changes nothing', async () => {
    const harness = new SessionHarness();
    const source = new FakeMediaSource();
    await harness.playing(source);
    expect(await harness.run(harness.session.start())).toBeNull();
    expect(source.calls).toEqual(['start 0']);
  });

  test('MS-08 a position that is no number is refused before anything else', () => {
    const { session } = new SessionHarness();
    expect(session.start(absolutePosition(Number.NaN))).toEqual({
      ok: false,
      error: { code: 'invalidArgument' },
    });
    session.shutdown();
    const after = session.start(absolutePosition(Number.POSITIVE_INFINITY));
    expect(after).toEqual({ ok: false, error: { code: 'invalidArgument' } });
  });

  test('MS-10 the clock starts at the requested position and the new presentation is told once', async () => {
    const harness = new SessionHarness();
    await harness.run(harness.session.setTopology(harness.topology()));
    await harness.run(harness.session.start(absolutePosition(7_000)));
    expect(harness.positionMs).toBe(7_000);
    await harness.run(harness.session.start(absolutePosition(9_000)));
    expect(harness.eventsOf('MESessionNotifyPresentationTime')).toEqual([
      expect.objectContaining({
        startPresentationTimeMs: 7_000,
        presentationTimeOffsetMs: 0,
        startTimeAtOutputMs: 7_000,
      }),
    ]);
  });

  test('MS-10 each new presentation tells when it began, the one that was queued too', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    const later = harness.topology(new FakeMediaSource({ name: 'later' }), {
      mediaStartMs: 4_000,
      attributes: { startTimeOnPresentationSwitchMs: 1_000 },
    });
    await harness.run(harness.session.setTopology(later));
    harness.sink.playToEnd();
    await harness.settle();
    expect(
      harness
        .eventsOf('MESessionNotifyPresentationTime')
        .map(({ topology, startPresentationTimeMs, presentationTimeOffsetMs }) => [
          topology.topologyId,
          startPresentationTimeMs,
          presentationTimeOffsetMs,
        ]),
    ).toEqual([
      [1, 0, 0],
      [2, 1_000, -4_000],
    ]);
  });

  test('MS-10 the offset is presentation time minus source time', async () => {
    const harness = new SessionHarness();
    const source = new FakeMediaSource();
    await harness.run(
      harness.session.setTopology(harness.topology(source, { mediaStartMs: 10_000 })),
    );
    await harness.run(harness.session.start(absolutePosition(2_000)));
    expect(source.calls).toEqual(['start 12000']);
    expect(harness.positionMs).toBe(2_000);
    expect(harness.eventsOf('MESessionStarted').at(-1)?.presentationTimeOffsetMs).toBe(-10_000);
  });

  test.each(['start', 'pause', 'stop'] as const)(
    'MS-11 %s before any topology is accepted and fails on its event',
    async (name) => {
      const harness = new SessionHarness();
      expect(await harness.run(harness.session[name]())).toEqual({ code: 'invalidRequest' });
    },
  );

  test('MS-12 a source that cannot be heard is not started', async () => {
    const harness = new SessionHarness();
    const source = new FakeMediaSource();
    source.refuseSubscriptions(new Error('no ears'));
    await harness.run(harness.session.setTopology(harness.topology(source)));
    const failure = await harness.run(harness.session.start());
    expect(failure).toMatchObject({ code: 'sourceFailed', cause: { code: 'app.internal' } });
    expect(source.calls).toEqual([]);
  });

  test('MS-12 the refusal of a source is the status of the start', async () => {
    const harness = new SessionHarness();
    const source = new FakeMediaSource();
    source.refusals.set('start', { code: 'file.notFound', subject: 'song.mp3' });
    await harness.run(harness.session.setTopology(harness.topology(source)));
    expect(await harness.run(harness.session.start())).toEqual({
      code: 'sourceFailed',
      cause: { code: 'file.notFound', subject: 'song.mp3' },
    });
    expect(harness.eventsOf('MEError')).toEqual([]);
    expect(harness.session.state.playback).toBe('stopped');
  });

  test('MS-12 a source that is shut down makes the start an invalid request', async () => {
    const harness = new SessionHarness();
    const source = new FakeMediaSource();
    await harness.run(harness.session.setTopology(harness.topology(source)));
    source.shutdown();
    expect(await harness.run(harness.session.start())).toEqual({ code: 'invalidRequest' });
    expect(harness.eventsOf('MEError')).toEqual([]);
  });

  test('MS-12 so does one that is shut down while it starts', async () => {
    const harness = new SessionHarness();
    const source = new FakeMediaSource();
    await harness.run(harness.session.setTopology(harness.topology(source)));
    source.refusals.set('start', { code: 'media.shutdown' });
    expect(await harness.run(harness.session.start())).toEqual({ code: 'invalidRequest' });
    expect(source.calls).toContain('start 0');
    expect(harness.eventsOf('MEError')).toEqual([]);
  });

  test('MS-13 a position behind the end is accepted and fails on the event', async () => {
    const harness = new SessionHarness();
    await harness.playing(new FakeMediaSource({ durationMs: 60_000 }));
    harness.sink.playTo(1_000);
    const failure = await harness.run(harness.session.start(absolutePosition(60_001)));
    expect(failure).toEqual({ code: 'invalidPosition' });
    expect(harness.positionMs).toBe(1_000);
  });

  test('MS-13 the end the decoder found counts where the container says nothing', async () => {
    const harness = new SessionHarness();
    harness.sink.media.set('media/song', { durationMs: 5_000 });
    await harness.run(
      harness.session.setTopology(harness.topology(new FakeMediaSource({ durationMs: null }))),
    );
    const failure = await harness.run(harness.session.start(absolutePosition(6_000)));
    expect(failure).toEqual({ code: 'invalidPosition' });
  });

  test('MS-13 a negative position is accepted and the clock shows it', async () => {
    const harness = new SessionHarness();
    const source = new FakeMediaSource();
    await harness.run(harness.session.setTopology(harness.topology(source)));
    expect(await harness.run(harness.session.start(absolutePosition(-500)))).toBeNull();
    expect(source.calls).toEqual(['start 0']);
    expect(harness.positionMs).toBe(-500);
    harness.sink.playTo(200);
    expect(harness.positionMs).toBe(-300);
  });

  test('MS-14 a seek while paused leaves the session running', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    await harness.run(harness.session.pause());
    await harness.run(harness.session.start(absolutePosition(10_000)));
    harness.clock.advance(1_000);
    expect(harness.positionMs).toBe(11_000);
  });

  test('MS-15 an unseekable source: no capability, the seek fails, nothing is disturbed', async () => {
    const harness = new SessionHarness();
    await harness.playing(new FakeMediaSource({ characteristics: { seekable: false } }));
    expect(harness.session.getSessionCapabilities()).toMatchObject({ value: { seek: false } });
    harness.sink.playTo(4_000);
    const failure = await harness.run(harness.session.start(absolutePosition(1_000)));
    expect(failure).toEqual({ code: 'notSeekable' });
    expect(harness.positionMs).toBe(4_000);
    await harness.run(harness.session.pause());
    expect(await harness.run(harness.session.start())).toBeNull();
    harness.clock.advance(500);
    expect(harness.positionMs).toBe(4_500);
  });

  test('MS-16 a seek from running or paused: source stop, source start, clock start, sink', async () => {
    const harness = new SessionHarness();
    const source = new FakeMediaSource();
    await harness.playing(source);
    const order: string[] = source.calls;
    const clock = harness.session.getClock();
    if (!clock.ok) throw new Error('No clock');
    clock.value.addClockStateSink({
      onClockStart: (positionMs) => order.push(`clock ${positionMs}`),
      onClockRestart: () => order.push('clock restart'),
      onClockPause: () => order.push('clock pause'),
      onClockStop: () => order.push('clock stop'),
      onClockSetRate: () => undefined,
    });
    order.length = 0;
    harness.sink.onOrder = ({ kind }) => order.push(`sink ${kind}`);
    await harness.run(harness.session.start(absolutePosition(3_000)));
    await harness.run(harness.session.pause());
    await harness.run(harness.session.start(absolutePosition(4_000)));
    await harness.run(harness.session.stop());
    await harness.run(harness.session.start(absolutePosition(5_000)));
    expect(order).toEqual([
      ...['stop', 'start 3000', 'clock 3000', 'sink start'],
      ...['pause', 'sink pause', 'clock pause'],
      ...['stop', 'start 4000', 'clock 4000', 'sink start'],
      ...['stop', 'sink stop', 'clock stop'],
      ...['start 5000', 'clock 5000', 'sink start'],
    ]);
  });

  test('MS-17 of many seeks each one is made, first in, first out', async () => {
    const harness = new SessionHarness();
    const source = new FakeMediaSource();
    await harness.playing(source);
    const seeks = [1_000, 2_000, 3_000].map((at) => harness.session.start(absolutePosition(at)));
    await harness.settle();
    expect(source.calls.filter((call) => call !== 'stop')).toEqual([
      'start 0',
      'start 1000',
      'start 2000',
      'start 3000',
    ]);
    const started = harness.eventsOf('MESessionStarted').slice(1);
    expect(started.map((event) => event.completes)).toEqual(
      seeks.map((seek) => (seek.ok ? seek.value.commandId : null)),
    );
  });

  test('MS-18 pause freezes the clock; paused again is fine', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    harness.sink.playTo(2_000);
    expect(await harness.run(harness.session.pause())).toBeNull();
    expect(await harness.run(harness.session.pause())).toBeNull();
    harness.clock.advance(10_000);
    expect(harness.positionMs).toBe(2_000);
  });

  test('MS-18 pause while stopped is refused, or fails on its event when a stop is still under way', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    harness.session.stop();
    const early = await harness.run(harness.session.pause());
    expect(early).toEqual({ code: 'pauseWhileStopped' });
    expect(harness.session.pause()).toEqual({ ok: false, error: { code: 'pauseWhileStopped' } });
  });

  test('MS-18 a source that cannot pause makes it an invalid request', async () => {
    const harness = new SessionHarness();
    await harness.playing(new FakeMediaSource({ characteristics: { pausable: false } }));
    expect(await harness.run(harness.session.pause())).toEqual({ code: 'invalidRequest' });
    expect(harness.session.state.playback).toBe('started');
  });

  test('MS-19 stop reaches source, sink and clock; stopping again is fine', async () => {
    const harness = new SessionHarness();
    const source = new FakeMediaSource();
    await harness.playing(source);
    harness.sink.playTo(9_000);
    expect(await harness.run(harness.session.stop())).toBeNull();
    expect(source.calls.at(-1)).toBe('stop');
    expect(harness.sink.orderKinds.at(-1)).toBe('stop');
    expect(harness.positionMs).toBe(0);
    expect(await harness.run(harness.session.stop())).toBeNull();
  });
});
