import { completeOperation, tellCompletion } from './completeOperation.ts';
import {
  createPresentation,
  disarm,
  dropPending,
  finishCurrent,
  promote,
} from './presentations.ts';
import { sourceNodeOf, switchPositionOf } from './presentationTimes.ts';
import { switchToAwaited } from './segmentSelection.ts';
import type { SessionCommand } from './SessionCommand.ts';
import type { SessionInput } from './SessionInput.ts';
import type { Presentation } from './SessionState.ts';
import { watchStopTime } from './startCommand.ts';
import type { Step } from './Step.ts';

type CommandOf<Kind> = Extract<SessionCommand, { kind: Kind }>;

export function beginSetTopology(step: Step, command: CommandOf<'setTopology'>): void {
  const { topology, flags } = command;
  if (topology === null || flags.clearCurrent === true) {
    const { current } = step.state;
    const isNamed = topology === null || topology.topologyId === current?.topology.topologyId;
    if (flags.clearCurrent === true && current !== null && isNamed) clearCurrent(step);
    tellCompletion(step, command, null);
    return;
  }
  const { sink } = step.state;
  if (sink === null) {
    tellCompletion(step, command, { code: 'noSink' });
    return;
  }
  const token = step.begin({ kind: 'setTopology', command });
  const noResolution = flags.noResolution === true;
  step.perform({ kind: 'resolve', token, topology, capabilities: sink, noResolution });
}

/** Removes the current presentation only; the next pending one takes its place (MS-23). */
function clearCurrent(step: Step): void {
  finishCurrent(step, true);
  step.stopClock();
  const goesOn = step.state.playback === 'started' && step.state.pending.length > 0;
  if (!goesOn) step.update({ playback: 'stopped' });
  promoteAndSwitch(step);
}

export function onTopologyResolved(
  step: Step,
  input: Extract<SessionInput, { kind: 'topologyResolved' }>,
): void {
  const { operation } = step.state;
  if (operation?.kind !== 'setTopology' || operation.token !== input.token) return;
  const { command } = operation;
  const requested = command.topology;
  if (!input.result.ok || requested === null) {
    completeOperation(step, input.result.ok ? null : input.result.error);
    return;
  }
  const topology = input.result.value;
  const presentation = createPresentation(step, requested, topology);
  step.update({ operation: null, everSet: true });
  tellCompletion(step, command, null, topology);
  attachSequencer(step, presentation);
  if (command.flags.immediate === true) putFirst(step, presentation);
  else append(step, presentation);
}

function attachSequencer(step: Step, presentation: Presentation): void {
  const { sequence } = sourceNodeOf(presentation);
  if (sequence === undefined) return;
  step.update({ sequencer: sequence.sequencer });
  step.perform({ kind: 'attachSequencer', sequencer: sequence.sequencer });
}

/** Joins the queue; becomes current at once when nothing is (MS-21). */
function append(step: Step, presentation: Presentation): void {
  step.update({ pending: [...step.state.pending, presentation] });
  if (step.state.awaited !== null) switchToAwaited(step);
  else if (step.state.current === null) promoteAndSwitch(step);
}

/** Replaces everything: now while playing, at the next start while paused or stopped (MS-22, MS-24). */
function putFirst(step: Step, presentation: Presentation): void {
  dropPending(step);
  const { current, playback } = step.state;
  step.update({ pending: [presentation], awaited: null });
  if (current !== null && playback !== 'started') {
    step.update({ switchAtStart: true });
    return;
  }
  finishCurrent(step, true);
  step.stopClock();
  promoteAndSwitch(step);
}

/** The next pending presentation becomes current and, in a session that plays, begins. */
export function promoteAndSwitch(step: Step): void {
  promote(step);
  const { current, playback } = step.state;
  if (current !== null && playback === 'started') {
    step.update({ switchDue: { positionMs: switchPositionOf(current) } });
  }
}

/** Pending presentations only; what plays goes on (MS-28). */
export function clearTopologies(step: Step, command: CommandOf<'clearTopologies'>): void {
  if (step.state.lifecycle === 'closed') {
    tellCompletion(step, command, { code: 'invalidRequest' });
    return;
  }
  dropPending(step);
  tellCompletion(step, command, null);
}

/** The stop time of a presentation that is queued already (MS-52). */
export function onMediaStopEdited(
  step: Step,
  input: Extract<SessionInput, { kind: 'mediaStopEdited' }>,
): void {
  const edit = (presentation: Presentation): Presentation =>
    presentation.topology.topologyId === input.topologyId
      ? withMediaStop(presentation, input.nodeId, input.mediaStopMs)
      : presentation;
  const { current, pending } = step.state;
  step.update({ current: current && edit(current), pending: pending.map(edit) });
  if (step.state.current === current) return;
  disarm(step);
  if (step.state.playback === 'started') watchStopTime(step);
}

function withMediaStop(
  presentation: Presentation,
  nodeId: number,
  mediaStopMs: number | null,
): Presentation {
  const nodes = presentation.topology.nodes.map((node) => {
    if (node.kind !== 'source' || node.nodeId !== nodeId) return node;
    const { mediaStopMs: _former, ...rest } = node;
    return mediaStopMs === null ? rest : { ...rest, mediaStopMs };
  });
  return { ...presentation, topology: { ...presentation.topology, nodes } };
}
