import type { SinkCapabilities } from '../../contract/sink.ts';
import { completeOperation, restartOperation } from './completeOperation.ts';
import { clearSuppression, dropPending } from './presentations.ts';
import type { Step } from './Step.ts';

export function onSinkAvailable(step: Step, capabilities: SinkCapabilities): void {
  if (step.state.sink !== null) onSinkInvalidated(step);
  step.update({ sink: capabilities });
  step.emit({ type: 'MEExtendedType', extendedType: 'SinkAvailable', capabilities });
}

/**
 * MESinkInvalidated (MS-57): every load is gone. The session pauses where it was and keeps the current
 * topology for its clock and its position; what was pending is dropped. The client queues a new topology
 * (`immediate`) once a sink is there.
 */
export function onSinkInvalidated(step: Step): void {
  if (step.state.sink === null) return;
  step.update({ sink: null, armedLoadId: null });
  const { operation } = step.state;
  if (operation?.kind === 'start' || operation?.kind === 'setTopology') {
    completeOperation(step, { code: 'sinkLost' });
  }
  restartOperation(step);
  step.pauseClock();
  if (step.state.playback === 'started') step.update({ playback: 'paused' });
  clearSuppression(step);
  step.update({ switchDue: null });
  dropPending(step);
  step.updateCurrent({ load: 'lost' });
  step.emit({ type: 'MESinkInvalidated' });
}
