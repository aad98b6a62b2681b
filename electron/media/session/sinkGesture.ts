import { completeOperation } from './completeOperation.ts';
import { isPlaying } from './presentationEnd.ts';
import type { SessionCommand } from './SessionCommand.ts';
import type { Step } from './Step.ts';

/** The browser refuses sound until a person makes a gesture: the clock waits, and so does the start. */
export function onBlocked(step: Step): void {
  const { operation, blocked } = step.state;
  const starts = operation?.kind === 'start' && operation.stage === 'startingSink';
  if (blocked || (!starts && !isPlaying(step))) return;
  step.pauseClock();
  step.update({ blocked: true });
  step.emit({ type: 'MEExtendedType', extendedType: 'SinkBlocked' });
  if (!starts) return;
  step.update({ operation: { ...operation, stage: 'blocked' } });
  if (step.state.commands.some(overtakes)) overtake(step);
}

/** The gesture was made: the sink goes on by itself with what it was refused, and says so. */
export function onUnblocked(step: Step): void {
  const { operation, blocked } = step.state;
  if (!blocked) return;
  step.update({ blocked: false });
  step.emit({ type: 'MEExtendedType', extendedType: 'SinkUnblocked' });
  const waits = operation?.kind === 'start' && operation.stage === 'blocked';
  if (waits) {
    step.update({ operation: { ...operation, stage: 'startingSink', heardAtMs: step.nowMs } });
    const { token } = operation;
    step.perform({ kind: 'armIdleTimer', token, delayMs: step.state.idleTimeoutMs });
  }
  const { buffering } = step.state;
  if (!buffering.sink && !buffering.source) step.startClock(null);
}

/** May this command end the wait for a gesture? The others wait too. */
function overtakes(command: SessionCommand): boolean {
  switch (command.kind) {
    case 'start':
    case 'pause':
    case 'stop':
    case 'close':
      return true;
    case 'setTopology':
      return command.flags.immediate === true || command.flags.clearCurrent === true;
    case 'clearTopologies':
    case 'setRate':
      return false;
  }
}

/** A start that waits for a gesture gives way to a later command: it was cancelled. */
export function giveWay(step: Step): void {
  const { operation, commands } = step.state;
  if (operation?.kind !== 'start' || operation.stage !== 'blocked') return;
  if (commands.some(overtakes)) overtake(step);
}

function overtake(step: Step): void {
  completeOperation(step, { code: 'operationCancelled' });
}
