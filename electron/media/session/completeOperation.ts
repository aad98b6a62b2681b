import { assertNever } from '../../base/assertNever.ts';
import type { MediaFailure } from '../MediaErrorCode.ts';
import type { Topology } from '../Topology.ts';
import type { SessionCommand } from './SessionCommand.ts';
import type { Step } from './Step.ts';

/** Tells the one event that completes a command (MS-06). */
export function tellCompletion(
  step: Step,
  command: SessionCommand,
  failure: MediaFailure | null,
  topology: Topology | null = null,
): void {
  const completion = { completes: command.commandId, failure };
  switch (command.kind) {
    case 'setTopology':
      step.emit({ type: 'MESessionTopologySet', ...completion, topology });
      break;
    case 'clearTopologies':
      step.emit({ type: 'MESessionTopologiesCleared', ...completion });
      break;
    case 'start':
      step.emit({
        type: 'MESessionStarted',
        ...completion,
        presentationTimeOffsetMs: step.state.current?.offsetMs ?? 0,
      });
      break;
    case 'pause':
      step.emit({ type: 'MESessionPaused', ...completion });
      break;
    case 'stop':
      step.emit({ type: 'MESessionStopped', ...completion });
      break;
    case 'close':
      step.emit({ type: 'MESessionClosed', ...completion });
      break;
    case 'setRate':
      step.emit({ type: 'MESessionRateChanged', ...completion, rate: step.state.rate });
      break;
    default:
      assertNever(command);
  }
}

/** Ends the operation in progress and completes its command, if somebody commanded it. */
export function completeOperation(step: Step, failure: MediaFailure | null): void {
  const { operation } = step.state;
  if (operation === null) return;
  step.update({ operation: null });
  if (operation.command !== null) tellCompletion(step, operation.command, failure);
}

/**
 * What the operation was about has ended under it: its command is begun anew on whatever follows.
 * A start or a topology is not: the one brings its presentation back, the other does not care.
 */
export function restartOperation(step: Step): void {
  const { operation, commands } = step.state;
  if (operation?.kind !== 'pause' && operation?.kind !== 'stop' && operation?.kind !== 'setRate') {
    return;
  }
  step.update({ operation: null, commands: [operation.command, ...commands] });
}
