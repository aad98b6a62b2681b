import { assertNever } from '../../base/assertNever.ts';
import type { MediaFailure } from '../MediaErrorCode.ts';
import { completeOperation } from './completeOperation.ts';
import { completeClose, completeStop } from './controlCommands.ts';
import { unloaded } from './presentations.ts';
import type { Operation } from './SessionState.ts';
import { failStart } from './startCommand.ts';
import type { Step } from './Step.ts';

/**
 * Source and sink are given up on when they say nothing for the whole idle time; a slow one that gives
 * signs of life is not. Waiting for a person's gesture has no limit.
 */
export function onIdleElapsed(step: Step, token: number): void {
  const { operation, idleTimeoutMs } = step.state;
  if (operation?.token !== token) return;
  if (operation.kind === 'start' && operation.stage === 'blocked') return;
  const remainingMs = operation.heardAtMs + idleTimeoutMs - step.nowMs;
  if (remainingMs > 0) {
    step.perform({ kind: 'armIdleTimer', token, delayMs: remainingMs });
    return;
  }
  giveUp(step);
}

function giveUp(step: Step): void {
  const { operation } = step.state;
  if (operation === null) return;
  const timedOut: MediaFailure = { code: waitsForSink(operation) ? 'sinkTimedOut' : 'timedOut' };
  switch (operation.kind) {
    case 'start':
      unloadCurrent(step);
      failStart(step, timedOut, 'keep');
      break;
    case 'stop':
      unloadCurrent(step);
      completeStop(step, timedOut);
      break;
    case 'close':
      completeClose(step, timedOut);
      break;
    case 'setTopology':
    case 'pause':
    case 'setRate':
      completeOperation(step, timedOut);
      break;
    default:
      assertNever(operation);
  }
}

function waitsForSink(operation: Operation): boolean {
  switch (operation.kind) {
    case 'start':
      return operation.stage === 'preparing' || operation.stage === 'startingSink';
    case 'pause':
    case 'stop':
      return operation.stage === 'sink';
    case 'setRate':
      return true;
    case 'setTopology':
    case 'close':
      return false;
    default:
      return assertNever(operation);
  }
}

/** A sink that does not answer starts afresh the next time. */
function unloadCurrent(step: Step): void {
  const { current } = step.state;
  if (current?.load !== 'preparing' && current?.load !== 'prepared') return;
  step.order({ kind: 'unload', loadId: current.loadId });
  step.updateCurrent(unloaded(step));
}
