import type { MediaFailure } from '../MediaErrorCode.ts';
import { completeOperation, tellCompletion } from './completeOperation.ts';
import { clearSuppression, disarm, promote, release } from './presentations.ts';
import { isPausable } from './presentationTimes.ts';
import type { SessionCommand } from './SessionCommand.ts';
import type { Presentation } from './SessionState.ts';
import type { Step } from './Step.ts';

type CommandOf<Kind> = Extract<SessionCommand, { kind: Kind }>;

/** Source first, then sink and clock (MS-18). */
export function beginPause(step: Step, command: CommandOf<'pause'>): void {
  const { current, playback, everSet } = step.state;
  if (playback === 'stopped') {
    tellCompletion(step, command, { code: everSet ? 'pauseWhileStopped' : 'invalidRequest' });
    return;
  }
  if (playback === 'paused' || current === null) {
    step.update({ playback: 'paused' });
    tellCompletion(step, command, null);
    return;
  }
  if (!isPausable(current)) {
    tellCompletion(step, command, { code: 'invalidRequest' });
    return;
  }
  const token = step.begin({ kind: 'pause', command, stage: 'source' });
  step.callSource(token, current, 'pause');
}

export function onSourcePaused(step: Step): void {
  const { operation, current } = step.state;
  if (operation?.kind !== 'pause' || current === null) return;
  step.update({ operation: { ...operation, stage: 'sink' } });
  step.order({ kind: 'pause', loadId: current.loadId });
}

/** The clock freezes where the sink says it stands. */
export function completePause(step: Step): void {
  step.pauseClock();
  step.update({ playback: 'paused' });
  clearSuppression(step);
  completeOperation(step, null);
}

/**
 * The sink was paused by somebody else, a phone call for example: so is the session. What is under way
 * (a pause, another rate) goes on.
 */
export function onInterrupted(step: Step, current: Presentation): void {
  step.pauseClock();
  step.update({ playback: 'paused' });
  clearSuppression(step);
  step.callSource(step.nextToken(), current, 'pause');
  step.emit({ type: 'MEExtendedType', extendedType: 'SinkInterrupted' });
}

/** Stops source, sink and clock; stopping what is stopped is done at once (MS-19). */
export function beginStop(step: Step, command: CommandOf<'stop'>): void {
  const { current, playback, everSet } = step.state;
  if (!everSet) {
    tellCompletion(step, command, { code: 'invalidRequest' });
    return;
  }
  if (playback === 'stopped' || current === null) {
    settleStopped(step);
    tellCompletion(step, command, null);
    return;
  }
  const token = step.begin({ kind: 'stop', command, stage: 'source' });
  step.callSource(token, current, 'stop');
}

export function onSourceStopped(step: Step): void {
  const { operation, current } = step.state;
  if (operation?.kind !== 'stop' || current === null) return;
  if (current.load !== 'prepared') {
    completeStop(step, null);
    return;
  }
  step.update({ operation: { ...operation, stage: 'sink' } });
  step.order({ kind: 'stop', loadId: current.loadId });
}

export function completeStop(step: Step, failure: MediaFailure | null): void {
  settleStopped(step);
  completeOperation(step, failure);
}

function settleStopped(step: Step): void {
  clearSuppression(step);
  disarm(step);
  step.stopClock();
  step.update({ playback: 'stopped', switchDue: null, awaited: null });
  step.updateCurrent({ positionMs: 0 });
  if (step.state.current === null) promote(step);
}

/** MESessionClosed is the last event; its status is that of the source's last stop (MS-53, MS-55). */
export function beginClose(step: Step, command: CommandOf<'close'>): void {
  const { current } = step.state;
  const token = step.begin({ kind: 'close', command });
  if (current === null) {
    completeClose(step, null);
    return;
  }
  step.callSource(token, current, 'stop');
}

export function completeClose(step: Step, failure: MediaFailure | null): void {
  const { commands } = step.state;
  letGo(step);
  completeOperation(step, failure);
  step.update({ lifecycle: 'closed', commands: [] });
  for (const command of commands) tellCompletion(step, command, { code: 'invalidRequest' });
}

/** Everything the session holds is released, the clock stops. */
export function letGo(step: Step): void {
  const { current, pending } = step.state;
  const held = current === null ? pending : [current, ...pending];
  step.stopClock();
  step.update({
    playback: 'stopped',
    current: null,
    pending: [],
    switchAtStart: false,
    switchDue: null,
    awaited: null,
    armedLoadId: null,
    buffering: { source: false, sink: false },
    blocked: false,
  });
  for (const presentation of held) release(step, presentation);
}
