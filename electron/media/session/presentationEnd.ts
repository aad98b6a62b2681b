import type { SinkFact } from '../../contract/sink.ts';
import type { MediaFailure } from '../MediaErrorCode.ts';
import { restartOperation } from './completeOperation.ts';
import {
  failCurrent,
  finishCurrent,
  preroll,
  promote,
  selectTimeSource,
  tellSequencer,
  tellStarted,
} from './presentations.ts';
import { sourceNodeOf } from './presentationTimes.ts';
import type { Presentation } from './SessionState.ts';
import { failStart, watchStopTime } from './startCommand.ts';
import type { Step } from './Step.ts';
import { promoteAndSwitch } from './topologyCommands.ts';

/** Is the current presentation playing, with no start under way that makes older facts meaningless? */
export function isPlaying(step: Step): boolean {
  const { current, playback, operation } = step.state;
  const restarts = operation?.kind === 'start' && operation.stage !== 'selecting';
  return current !== null && playback === 'started' && !restarts;
}

/** The current presentation played to its end, or to its stop time (MS-34). */
export function finishNaturally(step: Step): void {
  const { current } = step.state;
  if (current === null || !isPlaying(step)) return;
  restartOperation(step);
  finishCurrent(step, false);
  follow(step, current);
}

/** What comes after a presentation that ended by itself. */
export function follow(step: Step, ended: Presentation): void {
  step.stopClock();
  if (step.state.pending.length > 0) promoteAndSwitch(step);
  else if (isLast(ended)) endSession(step);
}

/** A segment without the Last flag is not the last one: the session waits for more (MS-38). */
function isLast(presentation: Presentation): boolean {
  const { sequence } = sourceNodeOf(presentation);
  return sequence === undefined || presentation.topology.attributes.sequencerLast === true;
}

/**
 * All is done: the session goes to Stopped by itself. No MESessionStopped is told, which no page
 * documents for this case.
 */
export function endSession(step: Step): void {
  step.update({ playback: 'stopped' });
  step.emit({ type: 'MESessionEnded' });
}

/** The sink went on with the next presentation by itself, without a gap (MS-32, MS-36). */
export function onSwitched(step: Step, fact: Extract<SinkFact, { kind: 'switched' }>): void {
  if (!isPlaying(step)) return;
  if (step.state.armedLoadId !== fact.nextLoadId) {
    // It was taken back while the sink already went on: that load is unloaded, this one has ended.
    finishNaturally(step);
    return;
  }
  restartOperation(step);
  step.update({ armedLoadId: null });
  finishCurrent(step, false);
  promote(step);
  const { current, rate } = step.state;
  if (current === null) return;
  selectTimeSource(step);
  step.startClock(0);
  tellStarted(step, 'switched', 0);
  tellSequencer(step, current, 'started');
  step.perform({ kind: 'observe', positionMs: 0, ageMs: fact.ageMs, rate });
  watchStopTime(step);
  preroll(step);
}

/**
 * The current presentation broke. A start in progress says so itself (MS-06); otherwise nobody expected
 * it, which is what MEError is for (MS-56).
 */
export function breakCurrent(step: Step, failure: MediaFailure): void {
  const { operation, current } = step.state;
  if (current === null) return;
  if (operation?.kind === 'start') {
    failStart(step, failure, 'drop');
    return;
  }
  restartOperation(step);
  step.emit({ type: 'MEError', failure, topology: current.topology });
  failCurrent(step);
}
