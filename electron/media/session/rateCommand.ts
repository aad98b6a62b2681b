import type { MediaFailure } from '../MediaErrorCode.ts';
import { completeOperation, tellCompletion } from './completeOperation.ts';
import type { SessionCommand } from './SessionCommand.ts';
import type { SessionState } from './SessionState.ts';
import type { Step } from './Step.ts';

/**
 * What may follow what (MS-49): while running, nothing leads to or from rate 0; paused and stopped,
 * everything there is here does. Reverse rates are refused before they get this far.
 */
export function isTransitionAllowed(
  playback: SessionState['playback'],
  fromRate: number,
  toRate: number,
): boolean {
  return playback !== 'started' || (fromRate === 0) === (toRate === 0);
}

export function beginSetRate(
  step: Step,
  command: Extract<SessionCommand, { kind: 'setRate' }>,
): void {
  const { current, playback, rate, blocked } = step.state;
  if (!isTransitionAllowed(playback, rate, command.rate)) {
    tellCompletion(step, command, { code: 'unsupportedRateTransition' });
    return;
  }
  const runs = playback === 'started' && current?.load === 'prepared' && !blocked;
  if (!runs || command.rate === rate) {
    putInForce(step, command.rate);
    tellCompletion(step, command, null);
    return;
  }
  step.begin({ kind: 'setRate', command });
  step.order({ kind: 'setRate', loadId: current.loadId, rate: command.rate });
}

/** The clock's rate follows the sink's; until then the old one is in force (MS-48, MS-50). */
export function onRateChanged(step: Step, rate: number): void {
  const { operation } = step.state;
  if (operation?.kind !== 'setRate') return;
  putInForce(step, rate);
  const failure: MediaFailure | null =
    rate === operation.command.rate ? null : { code: 'unsupportedRate' };
  completeOperation(step, failure);
}

function putInForce(step: Step, rate: number): void {
  step.update({ rate });
  if (step.state.clock !== 'invalid') step.perform({ kind: 'setClockRate', rate });
}
