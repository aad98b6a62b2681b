import type { MediaFailure } from '../MediaErrorCode.ts';
import { completeOperation, tellCompletion } from './completeOperation.ts';
import {
  arm,
  clearSuppression,
  failCurrent,
  finishCurrent,
  loadCurrent,
  preroll,
  promote,
  selectTimeSource,
  tellSequencer,
  tellStarted,
} from './presentations.ts';
import {
  durationOf,
  isSeekable,
  offsetFor,
  sourcePositionFor,
  stopPositionOf,
} from './presentationTimes.ts';
import type { SessionCommand } from './SessionCommand.ts';
import type { Presentation } from './SessionState.ts';
import type { Step } from './Step.ts';

type StartCommand = Extract<SessionCommand, { kind: 'start' }>;

/** How far one single step goes at rate 0: a frame at 25 per second; no source says how long its frames are. */
const frameStepMs = 40;

/** The immediate topology that came while paused or stopped takes over (MS-22). */
export function replaceCurrent(step: Step): void {
  if (!step.state.switchAtStart) return;
  finishCurrent(step, true);
  step.stopClock();
  step.update({ playback: 'stopped' });
  promote(step);
}

/** @param positionMs presentation time; `null` is where it stands, or the beginning when stopped (MS-08) */
export function beginStartAt(step: Step, command: StartCommand, positionMs: number | null): void {
  const { current, playback, rate, blocked } = step.state;
  if (current === null) {
    startWithNothing(step, command);
    return;
  }
  const refusal = refusalOfStart(step, current, positionMs);
  if (refusal !== null) {
    tellCompletion(step, command, refusal);
    return;
  }
  const runs = playback === 'started' && current.startedTold && !blocked;
  if (positionMs === null && runs && rate !== 0) {
    tellCompletion(step, command, null);
    return;
  }
  const targetMs = positionMs ?? resumePosition(step, current);
  const seeks = targetMs !== null && playback !== 'stopped' && current.startedTold;
  const stage = seeks ? 'stoppingSource' : 'startingSource';
  const token = step.begin({ kind: 'start', command, stage, positionMs: targetMs });
  if (seeks) {
    step.callSource(token, current, 'stop');
  } else {
    callSourceStart(step, token, current, targetMs);
  }
}

/** Nothing to play: invalid before anything was (MS-11), else the session waits for what comes (MS-38). */
function startWithNothing(step: Step, command: StartCommand): void {
  const waits = step.state.playback !== 'stopped';
  if (waits) step.update({ playback: 'started' });
  tellCompletion(step, command, waits ? null : { code: 'invalidRequest' });
}

function refusalOfStart(
  step: Step,
  current: Presentation,
  positionMs: number | null,
): MediaFailure | null {
  if (current.load === 'lost') return { code: 'sinkLost' };
  if (step.state.sink === null) return { code: 'noSink' };
  return positionMs === null ? null : refusalOfPosition(current, positionMs);
}

/** MS-13, MS-15. */
function refusalOfPosition(current: Presentation, positionMs: number): MediaFailure | null {
  if (!isSeekable(current)) return { code: 'notSeekable' };
  const durationMs = durationOf(current);
  return durationMs !== null && positionMs > durationMs ? { code: 'invalidPosition' } : null;
}

/** Where a start without a position begins; `null`: where the sink stands. */
function resumePosition(step: Step, current: Presentation): number | null {
  const { playback, rate, blocked, clock } = step.state;
  if (playback === 'stopped') return 0;
  if (rate === 0 && current.startedTold) {
    return Math.min(current.positionMs + frameStepMs, durationOf(current) ?? Infinity);
  }
  return clock === 'paused' && current.startedTold && !blocked ? null : current.positionMs;
}

/** Starts the presentation that has just become current while the session plays; nobody commanded it. */
export function beginSwitch(step: Step, positionMs: number): void {
  const { current } = step.state;
  if (current === null) return;
  step.update({ switchDue: null });
  const token = step.begin({
    kind: 'start',
    command: null,
    stage: 'startingSource',
    positionMs,
  });
  callSourceStart(step, token, current, positionMs);
}

export function callSourceStart(
  step: Step,
  token: number,
  presentation: Presentation,
  positionMs: number | null,
): void {
  const sourceMs = positionMs === null ? null : sourcePositionFor(presentation, positionMs);
  step.callSource(token, presentation, 'start', sourceMs);
}

/** The source delivers: the sink comes next, prepared first if it is not. */
export function onSourceStarted(step: Step): void {
  const { operation, current } = step.state;
  if (operation?.kind !== 'start' || current === null) return;
  if (operation.command !== null && !current.startedTold) tellSequencer(step, current, 'started');
  if (current.load === 'prepared') {
    orderStart(step);
    return;
  }
  step.update({ operation: { ...operation, stage: 'preparing' } });
  loadCurrent(step);
}

/** Clock first, then the sink, both from the same position (MS-10, MS-16). */
export function orderStart(step: Step): void {
  const { operation, current, rate } = step.state;
  if (operation?.kind !== 'start' || current === null) return;
  const { positionMs } = operation;
  if (positionMs !== null && positionMs > 0) {
    const refusal = refusalOfPosition(current, positionMs);
    if (refusal !== null) {
      failStart(step, refusal, 'keep');
      return;
    }
  }
  clearSuppression(step);
  selectTimeSource(step);
  if (positionMs !== null) {
    step.updateCurrent({ positionMs, offsetMs: offsetFor(current, positionMs) });
  }
  step.update({ playback: 'started', operation: { ...operation, stage: 'startingSink' } });
  step.startClock(positionMs);
  const { loadId } = current;
  const sourceMs = positionMs === null ? null : sourcePositionFor(current, positionMs);
  if (rate === 0) {
    step.order({ kind: 'scrub', loadId, positionMs: sourceMs ?? 0 });
  } else {
    step.order({ kind: 'start', loadId, positionMs: sourceMs, rate });
  }
}

/** The sink plays, or shows the one frame it was asked for. */
export function completeStart(step: Step, positionMs: number): void {
  const { operation, current, clock } = step.state;
  if (operation?.kind !== 'start' || current === null) return;
  if (clock === 'paused') {
    clearSuppression(step);
    step.startClock(null);
  }
  completeOperation(step, null);
  const switched = operation.command === null;
  tellStarted(step, switched ? 'switched' : 'commanded', operation.positionMs ?? positionMs);
  if (switched) tellSequencer(step, current, 'started');
  step.updateCurrent({ positionMs });
  watchStopTime(step);
  arm(step);
  preroll(step);
}

export function watchStopTime(step: Step): void {
  const { current } = step.state;
  if (current === null) return;
  step.perform({
    kind: 'watchStopTime',
    loadId: current.loadId,
    stopPositionMs: stopPositionOf(current),
  });
}

/**
 * The start cannot be done. A commanded one says so on MESessionStarted (MS-12), a switch with MEError.
 * @param what `drop` ends a presentation that cannot be played; `keep` leaves it, stopped
 */
export function failStart(step: Step, failure: MediaFailure, what: 'keep' | 'drop'): void {
  const { operation, current } = step.state;
  if (operation?.kind !== 'start') return;
  if (operation.command === null) {
    step.emit({ type: 'MEError', failure, topology: current?.topology ?? null });
  }
  completeOperation(step, failure);
  if (operation.command === null || what === 'drop') failCurrent(step);
  else haltCurrent(step);
}

/** The session falls back to Stopped, the current presentation stays. */
function haltCurrent(step: Step): void {
  const { current } = step.state;
  clearSuppression(step);
  step.stopClock();
  step.update({ playback: 'stopped', switchDue: null, awaited: null });
  if (current === null) promote(step);
  if (current?.load === 'prepared') step.order({ kind: 'stop', loadId: current.loadId });
}
