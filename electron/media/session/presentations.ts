import { LoadId } from '../../contract/ids.ts';
import type { MediaFailure } from '../MediaErrorCode.ts';
import type { Topology } from '../Topology.ts';
import {
  beginsWithItsSource,
  hasOutput,
  offsetFor,
  sourceNodeOf,
  sourcePositionFor,
  stopPositionOf,
  switchPositionOf,
} from './presentationTimes.ts';
import type { Presentation } from './SessionState.ts';
import type { Step } from './Step.ts';

/** A presentation of a full topology, not loaded yet. */
export function createPresentation(
  step: Step,
  requested: Topology,
  topology: Topology,
): Presentation {
  return {
    requested,
    topology,
    ...unloaded(step),
    readyTold: false,
    startedTold: false,
    offsetMs: 0,
    positionMs: 0,
  };
}

/** What a presentation is whose load was given up: the next one has a new id. */
export function unloaded(step: Step): Pick<Presentation, 'loadId' | 'load' | 'found'> {
  step.update({ lastLoadId: step.state.lastLoadId + 1 });
  return { loadId: LoadId.parse(step.state.lastLoadId), load: 'none', found: null };
}

/** Orders the sink to load it. */
export function orderPrepare(step: Step, presentation: Presentation): void {
  const { source, presentation: descriptor } = sourceNodeOf(presentation);
  if (source === null) throw new Error('A queued topology has a source');
  step.order({
    kind: 'prepare',
    loadId: presentation.loadId,
    grantId: source.locator.grantId,
    url: source.locator.url,
    mimeType: descriptor?.mimeType ?? null,
    hasVideo: hasOutput(presentation, 'videoOutput'),
  });
}

/** Has the sink prepare the current presentation unless it has or does. */
export function loadCurrent(step: Step): void {
  const { current, sink } = step.state;
  if (current?.load !== 'none' || sink === null) return;
  orderPrepare(step, current);
  step.updateCurrent({ load: 'preparing' });
}

/** The first pending presentation becomes current; the READY of a switch is told when it has happened. */
export function promote(step: Step): void {
  const [next, ...rest] = step.state.pending;
  if (next === undefined) return;
  step.update({
    current: next.load === 'startingSource' ? { ...next, load: 'none' } : next,
    pending: rest,
    armedLoadId: null,
    switchAtStart: false,
  });
  loadCurrent(step);
  if (next.load === 'prepared' && step.state.playback !== 'started') tellReady(step);
}

/** MESessionTopologyStatus READY, and with it the clock has a time (MS-30, MS-42). */
export function tellReady(step: Step): void {
  const { current } = step.state;
  if (current === null || current.readyTold) return;
  selectTimeSource(step);
  step.emitStatus(current, 'ready');
  step.updateCurrent({ readyTold: true });
}

/** The audio renderer's clock is preferred, else the system's (MS-45). */
export function selectTimeSource(step: Step): void {
  const { current } = step.state;
  if (current === null) return;
  const timeSource = hasOutput(current, 'audioOutput') ? 'audio' : 'system';
  step.perform({ kind: 'setTimeSource', timeSource });
}

/**
 * Its data flows: MESessionNotifyPresentationTime and STARTED_SOURCE, once per presentation. After a
 * switch, SINK_SWITCHED comes first, as in the reference traces (MS-31, MS-36); the presentation that
 * `start` itself begins has no such status, MESessionStarted stands for it (MS-32).
 */
export function tellStarted(step: Step, how: 'commanded' | 'switched', positionMs: number): void {
  const { current } = step.state;
  if (current === null || current.startedTold) return;
  if (how === 'switched') step.emitStatus(current, 'sinkSwitched');
  tellReady(step);
  step.emit({
    type: 'MESessionNotifyPresentationTime',
    topology: current.topology,
    startPresentationTimeMs: positionMs,
    presentationTimeOffsetMs: offsetFor(current, positionMs),
    startTimeAtOutputMs: positionMs,
  });
  step.emitStatus(current, 'startedSource');
  step.updateCurrent({ startedTold: true });
}

export function tellSequencer(
  step: Step,
  presentation: Presentation,
  what: 'started' | 'ended',
): void {
  const { sequence } = sourceNodeOf(presentation);
  if (sequence !== undefined) step.perform({ kind: 'tellSequencer', ...sequence, what });
}

/** The session lets go of it: sink, source and sequencer are told. */
export function release(step: Step, presentation: Presentation): void {
  if (presentation.load === 'preparing' || presentation.load === 'prepared') {
    step.order({ kind: 'unload', loadId: presentation.loadId });
  }
  step.perform({ kind: 'releaseSource', loadId: presentation.loadId });
  tellSequencer(step, presentation, 'ended');
}

/** Told once per presentation that was played or skipped (MS-34, MS-36, MS-37). */
export function tellEnded(step: Step, presentation: Presentation, cancelled: boolean): void {
  const { sequence } = sourceNodeOf(presentation);
  const { topology } = presentation;
  if (sequence === undefined || topology.attributes.sequencerLast === true) {
    step.emit({ type: 'MEEndOfPresentation', topology, cancelled });
  } else {
    const { segmentId } = sequence;
    step.emit({ type: 'MEEndOfPresentationSegment', topology, segmentId, cancelled });
  }
  step.emitStatus(presentation, 'ended');
}

/** Ends the current presentation; what follows is for the caller to say. */
export function finishCurrent(step: Step, cancelled: boolean): void {
  const { current } = step.state;
  if (current === null) return;
  clearSuppression(step);
  disarm(step);
  tellEnded(step, current, cancelled);
  step.update({ current: null, switchDue: null });
  release(step, current);
}

/** Ends a pending presentation that a skip passed over: it was prerolled, so it is started, then cancelled. */
export function cancelFirstPending(step: Step): void {
  const [next, ...rest] = step.state.pending;
  if (next === undefined) return;
  if (next.load !== 'none') {
    step.emitStatus(next, 'sinkSwitched');
    step.emitStatus(next, 'ready');
    step.emitStatus(next, 'startedSource');
  }
  tellEnded(step, next, true);
  step.update({ pending: rest });
  release(step, next);
}

/** Drops every pending presentation; they were never begun, so nothing is told of them. */
export function dropPending(step: Step): void {
  disarm(step);
  const { pending } = step.state;
  step.update({ pending: [], switchAtStart: false });
  for (const presentation of pending) release(step, presentation);
}

/** Nothing holds the presentation back any more, or it does not matter. */
export function clearSuppression(step: Step): void {
  const { buffering } = step.state;
  if (buffering.sink || buffering.source) step.emit({ type: 'MEBufferingStopped' });
  step.update({ buffering: { sink: false, source: false }, blocked: false });
}

/** Takes back that the sink goes on by itself. */
export function disarm(step: Step): void {
  const { armedLoadId, current } = step.state;
  if (armedLoadId === null || current === null) return;
  step.order({ kind: 'setNext', loadId: current.loadId, nextLoadId: null });
  step.update({ armedLoadId: null });
}

/** Lets the sink go on with the first pending presentation by itself, where it can. */
export function arm(step: Step): void {
  const { current, pending, playback, operation } = step.state;
  const [next] = pending;
  if (current === null || playback !== 'started' || operation?.kind === 'start') return;
  if (next?.load !== 'prepared' || !beginsWithItsSource(next)) return;
  if (stopPositionOf(current) !== null) return;
  step.order({ kind: 'setNext', loadId: current.loadId, nextLoadId: next.loadId });
  step.update({ armedLoadId: next.loadId });
}

/** While one presentation plays, starts the source of the next so that it can be prepared (preroll). */
export function preroll(step: Step): void {
  const { current, pending, playback, operation, switchDue, sink } = step.state;
  const [next] = pending;
  if (current === null || playback !== 'started' || switchDue !== null || sink === null) return;
  if (operation?.kind === 'start' || next?.load !== 'none') return;
  step.updatePending(next, { load: 'startingSource' });
  const sourceMs = sourcePositionFor(next, switchPositionOf(next));
  step.callSource(step.nextToken(), next, 'start', sourceMs);
}

/** The current presentation cannot be played: it is over, the session stops, the next one takes its place. */
export function failCurrent(step: Step): void {
  const { current } = step.state;
  if (current === null) return;
  clearSuppression(step);
  disarm(step);
  step.emitStatus(current, 'ended');
  step.update({ current: null, switchDue: null, playback: 'stopped' });
  step.stopClock();
  release(step, current);
  promote(step);
}

/** A pending presentation cannot be played: it is over, whatever plays goes on. */
export function failPending(step: Step, presentation: Presentation, failure: MediaFailure): void {
  step.emit({ type: 'MEError', failure, topology: presentation.topology });
  step.emitStatus(presentation, 'ended');
  removePending(step, presentation);
}

/** Takes one presentation out of the queue and lets go of it. */
export function removePending(step: Step, presentation: Presentation): void {
  if (step.state.armedLoadId === presentation.loadId) disarm(step);
  const { loadId } = presentation;
  const pending = step.state.pending.filter((other) => other.loadId !== loadId);
  step.update({ pending, switchAtStart: step.state.switchAtStart && pending.length > 0 });
  release(step, presentation);
}
