import { assertNever } from '../../base/assertNever.ts';
import type { MediaFailure } from '../MediaErrorCode.ts';
import { capabilitiesOf, capabilityDelta } from './capabilitiesOf.ts';
import { beginClose, beginPause, beginStop, letGo } from './controlCommands.ts';
import { onIdleElapsed } from './idleTimeout.ts';
import { breakCurrent, finishNaturally } from './presentationEnd.ts';
import { preroll } from './presentations.ts';
import { beginSetRate } from './rateCommand.ts';
import { beginSelecting, onSegmentSelected } from './segmentSelection.ts';
import { onSequencerEvent } from './sequencerInputs.ts';
import type { SessionCommand } from './SessionCommand.ts';
import type { SessionEffect } from './SessionEffect.ts';
import type { SessionInput } from './SessionInput.ts';
import type { SessionState } from './SessionState.ts';
import { onSinkFact } from './sinkFacts.ts';
import { giveWay } from './sinkGesture.ts';
import { onSinkAvailable, onSinkInvalidated } from './sinkPresence.ts';
import { onSourceEvent, onSourceReplied } from './sourceInputs.ts';
import { beginStartAt, beginSwitch, failStart, replaceCurrent } from './startCommand.ts';
import { Step } from './Step.ts';
import {
  beginSetTopology,
  clearTopologies,
  onMediaStopEdited,
  onTopologyResolved,
} from './topologyCommands.ts';

export interface SessionTransition {
  readonly state: SessionState;
  /** To be carried out in this order. */
  readonly effects: readonly SessionEffect[];
}

/** What becomes of a session when something happens; pure. */
export function sessionTransition(
  state: SessionState,
  input: SessionInput,
  nowMs: number,
): SessionTransition {
  if (state.lifecycle === 'shutdown') return { state, effects: [] };
  const step = new Step(state, nowMs);
  if (state.lifecycle === 'closed') receiveClosed(step, input);
  else {
    receive(step, input);
    goOn(step);
    tellCapabilities(step, state);
  }
  return step.finish();
}

/** After MESessionClosed only these two still mean something (MS-28, MS-53). */
function receiveClosed(step: Step, input: SessionInput): void {
  if (input.kind === 'shutdown') shutDown(step);
  else if (input.kind === 'command' && input.command.kind === 'clearTopologies') {
    clearTopologies(step, input.command);
  }
}

function receive(step: Step, input: SessionInput): void {
  switch (input.kind) {
    case 'command':
      step.update({ commands: [...step.state.commands, input.command] });
      giveWay(step);
      break;
    case 'shutdown':
      shutDown(step);
      break;
    case 'mediaStopEdited':
      onMediaStopEdited(step, input);
      break;
    case 'topologyResolved':
      onTopologyResolved(step, input);
      break;
    case 'topologyRefitted':
      onTopologyRefitted(step, input);
      break;
    case 'segmentSelected':
      onSegmentSelected(step, input);
      break;
    case 'sourceReplied':
      onSourceReplied(step, input);
      break;
    case 'sourceEvent':
      onSourceEvent(step, input);
      break;
    case 'sequencerEvent':
      onSequencerEvent(step, input.event);
      break;
    case 'sinkFact':
      onSinkFact(step, input.fact);
      break;
    case 'sinkAvailable':
      onSinkAvailable(step, input.capabilities);
      break;
    case 'sinkInvalidated':
      onSinkInvalidated(step);
      break;
    case 'clockFailed':
      onClockFailed(step, input.failure);
      break;
    case 'idleElapsed':
      onIdleElapsed(step, input.token);
      break;
    case 'stopTimeReached':
      if (step.state.current?.loadId === input.loadId) finishNaturally(step);
      break;
    default:
      assertNever(input);
  }
}

/** Begins what waits, one thing after the other: a switch that is due, then the oldest command. */
function goOn(step: Step): void {
  while (step.state.lifecycle === 'open' && step.state.operation === null) {
    const { switchDue, commands } = step.state;
    const [command, ...rest] = commands;
    if (switchDue !== null) beginSwitch(step, switchDue.positionMs);
    else if (command !== undefined) {
      step.update({ commands: rest });
      beginCommand(step, command);
    } else break;
  }
  if (step.state.lifecycle === 'open') preroll(step);
}

function beginCommand(step: Step, command: SessionCommand): void {
  switch (command.kind) {
    case 'setTopology':
      beginSetTopology(step, command);
      break;
    case 'clearTopologies':
      clearTopologies(step, command);
      break;
    case 'start':
      beginStart(step, command);
      break;
    case 'pause':
      beginPause(step, command);
      break;
    case 'stop':
      beginStop(step, command);
      break;
    case 'close':
      beginClose(step, command);
      break;
    case 'setRate':
      beginSetRate(step, command);
      break;
    default:
      assertNever(command);
  }
}

function beginStart(step: Step, command: Extract<SessionCommand, { kind: 'start' }>): void {
  replaceCurrent(step);
  const { position } = command;
  switch (position.kind) {
    case 'absolute':
      beginStartAt(step, command, position.positionMs);
      break;
    case 'current':
      beginStartAt(step, command, null);
      break;
    case 'segmentOffset':
    case 'entryRelative':
      beginSelecting(step, command, position);
      break;
    default:
      assertNever(position);
  }
}

/** The topology of the current presentation changed under it; STARTED_SOURCE and DYNAMIC_CHANGED keep their order (MS-30). */
function onTopologyRefitted(
  step: Step,
  input: Extract<SessionInput, { kind: 'topologyRefitted' }>,
): void {
  if (step.state.current?.loadId !== input.loadId) return;
  const { attributes } = step.state.current.topology;
  step.updateCurrent({ topology: { ...input.topology, attributes } });
  const { current } = step.state;
  if (current.startedTold) step.emitStatus(current, 'dynamicChanged');
}

/** The time source refused: the change is abandoned, and with it the start (MS-46). */
function onClockFailed(step: Step, failure: MediaFailure): void {
  if (step.state.operation?.kind === 'start') failStart(step, failure, 'keep');
  else breakCurrent(step, failure);
}

/** Synchronous, silent; commands in progress get no event (MS-54). */
function shutDown(step: Step): void {
  letGo(step);
  step.perform({ kind: 'shutdownClock' });
  step.update({ lifecycle: 'shutdown', operation: null, commands: [] });
}

/** MESessionCapabilitiesChanged whenever what is derived differs (MS-41). */
function tellCapabilities(step: Step, before: SessionState): void {
  if (step.state.lifecycle !== 'open') return;
  const capabilities = capabilitiesOf(step.state);
  const delta = capabilityDelta(capabilitiesOf(before), capabilities);
  if (delta.length === 0) return;
  step.emit({ type: 'MESessionCapabilitiesChanged', capabilities, delta });
}
