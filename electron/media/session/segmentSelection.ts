import type { StartPosition } from '../StartPosition.ts';
import { completeOperation, tellCompletion } from './completeOperation.ts';
import { cancelFirstPending, finishCurrent, promote } from './presentations.ts';
import { sourceNodeOf } from './presentationTimes.ts';
import type { SessionCommand } from './SessionCommand.ts';
import type { SessionInput } from './SessionInput.ts';
import type { Presentation } from './SessionState.ts';
import { beginStartAt } from './startCommand.ts';
import type { Step } from './Step.ts';

type StartCommand = Extract<SessionCommand, { kind: 'start' }>;
type SegmentPosition = Extract<StartPosition, { kind: 'segmentOffset' | 'entryRelative' }>;

/** Start in a sequence: the sequencer finds the segment and announces it (MS-09, MS-37). */
export function beginSelecting(step: Step, command: StartCommand, position: SegmentPosition): void {
  const { sequencer } = step.state;
  if (sequencer === null) {
    tellCompletion(step, command, { code: 'invalidRequest' });
    return;
  }
  const token = step.begin({ kind: 'start', command, stage: 'selecting', positionMs: null });
  step.perform({
    kind: 'selectSegment',
    token,
    sequencer,
    target:
      position.kind === 'segmentOffset'
        ? { kind: 'segment', segmentId: position.segmentId }
        : { kind: 'relative', entries: position.entries },
  });
}

export function onSegmentSelected(
  step: Step,
  input: Extract<SessionInput, { kind: 'segmentSelected' }>,
): void {
  const { operation, current } = step.state;
  if (operation?.kind !== 'start' || operation.token !== input.token) return;
  if (operation.stage !== 'selecting' || operation.command === null) return;
  if (!input.result.ok) {
    completeOperation(step, input.result.error);
    return;
  }
  const { command } = operation;
  const segmentId = input.result.value;
  const offsetMs = command.position.kind === 'segmentOffset' ? command.position.offsetMs : 0;
  if (current !== null && segmentIdOf(current) === segmentId) {
    step.update({ operation: null });
    beginStartAt(step, command, offsetMs === 0 && !current.startedTold ? null : offsetMs);
    return;
  }
  completeOperation(step, null);
  finishCurrent(step, true);
  step.stopClock();
  step.update({ playback: 'started', switchDue: null, awaited: { segmentId, offsetMs } });
  switchToAwaited(step);
}

/**
 * Once the topology of the segment a start named is here, the ones before it are passed over and it is
 * switched to. MESessionStarted was told before, as in the reference trace; a failure from now on is
 * MEError.
 */
export function switchToAwaited(step: Step): void {
  const { awaited, pending } = step.state;
  if (awaited === null) return;
  const place = pending.findIndex(
    (presentation) => segmentIdOf(presentation) === awaited.segmentId,
  );
  if (place < 0) return;
  for (let passed = 0; passed < place; passed += 1) cancelFirstPending(step);
  step.update({ awaited: null });
  promote(step);
  step.updateCurrent({ positionMs: awaited.offsetMs });
  if (step.state.playback === 'started') {
    step.update({ switchDue: { positionMs: awaited.offsetMs } });
  }
}

export function segmentIdOf(presentation: Presentation): number | null {
  return sourceNodeOf(presentation).sequence?.segmentId ?? null;
}
