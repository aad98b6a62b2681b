import { assertNever } from '../../base/assertNever.ts';
import type { SegmentId, SequencerEvent } from '../Sequencer.ts';
import { completeOperation, restartOperation } from './completeOperation.ts';
import { endSession, follow } from './presentationEnd.ts';
import { finishCurrent, preroll, promote, removePending } from './presentations.ts';
import { segmentIdOf } from './segmentSelection.ts';
import type { Presentation } from './SessionState.ts';
import type { Step } from './Step.ts';
import { promoteAndSwitch } from './topologyCommands.ts';

export function onSequencerEvent(step: Step, event: SequencerEvent): void {
  switch (event.kind) {
    case 'newPresentation': {
      const { segmentId, presentation } = event;
      step.emit({ type: 'MENewPresentation', segmentId, presentation });
      break;
    }
    case 'topologyUpdated':
      // What was queued for it is out of date; the sequencer announces the segment again.
      dropPendingSegment(step, event.segmentId);
      step.emit({ type: 'MESequencerSourceTopologyUpdated', segmentId: event.segmentId });
      break;
    case 'lastChanged':
      onLastChanged(step, event.segmentId, event.last);
      break;
    case 'deleted':
      onDeleted(step, event.segmentId);
      break;
    default:
      assertNever(event);
  }
}

/** The flag is looked at when the segment ends (MS-38). */
function onLastChanged(step: Step, segmentId: SegmentId, last: boolean): void {
  const mark = (presentation: Presentation): Presentation => {
    if (segmentIdOf(presentation) !== segmentId) return presentation;
    const attributes = { ...presentation.topology.attributes, sequencerLast: last };
    return { ...presentation, topology: { ...presentation.topology, attributes } };
  };
  const { current, pending, playback, awaited, operation } = step.state;
  step.update({ current: current && mark(current), pending: pending.map(mark) });
  const starves = playback === 'started' && current === null && awaited === null;
  if (last && starves && operation === null) endSession(step);
}

/** Deleting what plays ends it, as if it had been skipped (MS-39). */
function onDeleted(step: Step, segmentId: SegmentId): void {
  const { current, playback, operation, awaited } = step.state;
  if (current === null || segmentIdOf(current) !== segmentId) {
    dropPendingSegment(step, segmentId);
    if (awaited?.segmentId === segmentId) {
      // What was skipped to will not come: what was queued before is played instead.
      step.update({ awaited: null });
      promoteAndSwitch(step);
    }
    return;
  }
  if (operation?.kind === 'start') completeOperation(step, { code: 'notAvailable' });
  restartOperation(step);
  finishCurrent(step, true);
  if (playback === 'started') {
    follow(step, current);
    return;
  }
  step.stopClock();
  step.update({ playback: 'stopped' });
  promote(step);
}

function dropPendingSegment(step: Step, segmentId: SegmentId): void {
  const { pending } = step.state;
  const dropped = pending.find((presentation) => segmentIdOf(presentation) === segmentId);
  if (dropped === undefined) return;
  removePending(step, dropped);
  preroll(step);
}
