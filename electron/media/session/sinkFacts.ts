import { assertNever } from '../../base/assertNever.ts';
import type { SinkFact } from '../../contract/sink.ts';
import type { MediaErrorCode, MediaFailure } from '../MediaErrorCode.ts';
import { outputNodesOf } from '../Topology.ts';
import { completePause, completeStop, onInterrupted } from './controlCommands.ts';
import { breakCurrent, finishNaturally, isPlaying, onSwitched } from './presentationEnd.ts';
import { arm, failPending, preroll, tellReady } from './presentations.ts';
import { onRateChanged } from './rateCommand.ts';
import type { Presentation } from './SessionState.ts';
import { onBlocked, onUnblocked } from './sinkGesture.ts';
import { completeStart, orderStart } from './startCommand.ts';
import type { Step } from './Step.ts';

type LoadFact = Extract<SinkFact, { loadId: unknown }>;

export function onSinkFact(step: Step, fact: SinkFact): void {
  if (step.state.sink === null) return;
  switch (fact.kind) {
    case 'unblocked':
      onUnblocked(step);
      break;
    case 'formatChanged':
      onFormatChanged(step, fact);
      break;
    default:
      onLoadFact(step, fact);
  }
}

/** Facts about loads the session has given up are dropped. */
function onLoadFact(step: Step, fact: LoadFact): void {
  const { current, pending } = step.state;
  const [next] = pending;
  if (current?.loadId === fact.loadId) {
    step.heard();
    onCurrentFact(step, current, fact);
  } else if (next?.loadId === fact.loadId) {
    onNextFact(step, next, fact);
  }
}

/** The presentation that is to follow can be prepared, or turn out to be unplayable; no more. */
function onNextFact(step: Step, next: Presentation, fact: LoadFact): void {
  if (fact.kind === 'prepared' && next.load === 'preparing') {
    step.updatePending(next, { load: 'prepared', found: foundIn(fact) });
    arm(step);
  } else if (fact.kind === 'failed') {
    failPending(step, next, failureOf(fact));
    preroll(step);
  }
}

function onCurrentFact(step: Step, current: Presentation, fact: LoadFact): void {
  const { operation } = step.state;
  switch (fact.kind) {
    case 'prepared':
      onPrepared(step, current, fact);
      break;
    case 'started':
      onStarted(step, current, fact);
      break;
    case 'scrubbed':
      onScrubbed(step, current, fact);
      break;
    case 'position':
      if (isPlaying(step)) observe(step, current, fact.positionMs, fact.ageMs, fact.rate);
      break;
    case 'paused':
      if (operation?.kind !== 'pause' || operation.stage !== 'sink') break;
      // What was refused a sound stands where it was to start.
      if (!step.state.blocked) observe(step, current, fact.positionMs, 0, 0);
      completePause(step);
      break;
    case 'interrupted':
      // What is switched to is about to be started.
      if (!isPlaying(step) || step.state.switchDue !== null) break;
      observe(step, current, fact.positionMs, 0, 0);
      onInterrupted(step, current);
      break;
    case 'stopped':
      if (operation?.kind === 'stop' && operation.stage === 'sink') completeStop(step, null);
      break;
    case 'rateChanged':
      onRateChanged(step, fact.rate);
      break;
    case 'stalled':
      onStalled(step);
      break;
    case 'resumed':
      onResumed(step, current, fact);
      break;
    case 'ended':
      finishNaturally(step);
      break;
    case 'switched':
      onSwitched(step, fact);
      break;
    case 'failed':
      breakCurrent(step, failureOf(fact));
      break;
    case 'blocked':
      onBlocked(step);
      break;
    default:
      assertNever(fact);
  }
}

function onPrepared(
  step: Step,
  current: Presentation,
  fact: Extract<SinkFact, { kind: 'prepared' }>,
): void {
  if (current.load !== 'preparing') return;
  step.updateCurrent({ load: 'prepared', found: foundIn(fact) });
  const { operation, playback, switchDue } = step.state;
  const starts = operation?.kind === 'start';
  // READY of a presentation that is switched to comes after SINK_SWITCHED.
  const isSwitch = switchDue !== null || (starts && operation.command === null);
  if (!isSwitch || playback !== 'started') tellReady(step);
  if (starts && operation.stage === 'preparing') orderStart(step);
}

function onStarted(
  step: Step,
  current: Presentation,
  fact: Extract<SinkFact, { kind: 'started' }>,
): void {
  const { operation } = step.state;
  if (operation?.kind === 'start') {
    if (operation.stage !== 'startingSink' && operation.stage !== 'blocked') return;
    completeStart(step, fact.positionMs + current.offsetMs);
    observe(step, current, fact.positionMs, fact.ageMs, fact.rate);
  } else if (isPlaying(step)) {
    observe(step, current, fact.positionMs, fact.ageMs, fact.rate);
  }
}

/** MS-51: the frame is shown, the clock stands. */
function onScrubbed(
  step: Step,
  current: Presentation,
  fact: Extract<SinkFact, { kind: 'scrubbed' }>,
): void {
  const { operation } = step.state;
  if (operation?.kind !== 'start' || operation.stage !== 'startingSink') return;
  const positionMs = fact.positionMs + current.offsetMs;
  completeStart(step, positionMs);
  observe(step, current, fact.positionMs, 0, 0);
  step.emit({ type: 'MESessionScrubSampleComplete', positionMs });
}

/** MEBufferingStarted pauses the clock until MEBufferingStopped (MS-57). */
function onStalled(step: Step): void {
  const { buffering } = step.state;
  if (!isPlaying(step) || buffering.sink) return;
  if (!buffering.source) step.emit({ type: 'MEBufferingStarted' });
  step.pauseClock();
  step.update({ buffering: { ...buffering, sink: true } });
}

function onResumed(
  step: Step,
  current: Presentation,
  fact: Extract<SinkFact, { kind: 'resumed' }>,
): void {
  const { buffering, blocked } = step.state;
  if (!isPlaying(step) || !buffering.sink) return;
  step.update({ buffering: { ...buffering, sink: false } });
  if (buffering.source) return;
  step.emit({ type: 'MEBufferingStopped' });
  if (blocked) return;
  step.startClock(null);
  observe(step, current, fact.positionMs, 0, step.state.rate);
}

/** MS-57: the client hears of it, and the current topology is made to fit. */
function onFormatChanged(step: Step, fact: Extract<SinkFact, { kind: 'formatChanged' }>): void {
  const { capabilities } = fact;
  step.update({ sink: capabilities });
  const { current } = step.state;
  if (current === null) return;
  const output = outputNodesOf(current.topology).find((node) => node.part === 'audioOutput');
  if (output === undefined) return;
  step.emit({
    type: 'MESessionStreamSinkFormatChanged',
    outputNodeId: output.nodeId,
    capabilities,
  });
  if (current.requested.resolution === 'full') return;
  const { loadId, requested } = current;
  step.perform({ kind: 'refit', loadId, topology: requested, capabilities });
}

/** @param sourceMs as the sink knows it, source time */
function observe(
  step: Step,
  current: Presentation,
  sourceMs: number,
  ageMs: number,
  rate: number,
): void {
  const positionMs = sourceMs + current.offsetMs;
  step.updateCurrent({ positionMs });
  step.perform({ kind: 'observe', positionMs, ageMs, rate });
}

function foundIn(fact: Extract<SinkFact, { kind: 'prepared' }>): Presentation['found'] {
  return { durationMs: fact.durationMs, seekable: fact.seekable };
}

const failureCodes = {
  network: 'sinkReadFailed',
  decode: 'decodeFailed',
  unsupported: 'unsupportedFormat',
  aborted: 'sinkReadFailed',
} as const satisfies Record<Extract<SinkFact, { kind: 'failed' }>['reason'], MediaErrorCode>;

function failureOf(fact: Extract<SinkFact, { kind: 'failed' }>): MediaFailure {
  return { code: failureCodes[fact.reason], details: fact.details };
}
