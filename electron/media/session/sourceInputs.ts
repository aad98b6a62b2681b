import { assertNever } from '../../base/assertNever.ts';
import type { AppError } from '../../contract/errors.ts';
import type { MediaFailure } from '../MediaErrorCode.ts';
import { completeOperation } from './completeOperation.ts';
import { completeClose, completeStop, onSourcePaused, onSourceStopped } from './controlCommands.ts';
import { breakCurrent } from './presentationEnd.ts';
import { failPending, orderPrepare, preroll } from './presentations.ts';
import type { SessionInput, SourceRequest } from './SessionInput.ts';
import type { Operation } from './SessionState.ts';
import { callSourceStart, failStart, onSourceStarted } from './startCommand.ts';
import type { Step } from './Step.ts';

type Reply = Extract<SessionInput, { kind: 'sourceReplied' }>;

export function onSourceReplied(step: Step, reply: Reply): void {
  const { operation } = step.state;
  if (operation?.token === reply.token) {
    if (reply.request !== awaitedRequest(operation)) return;
    step.heard();
    if (reply.result.ok) onOperationGranted(step, reply);
    else onOperationRefused(step, reply.result.error);
  } else {
    onPrerolled(step, reply);
  }
}

/** The one request the operation waits for; `null` when it is the sink's turn. */
function awaitedRequest(operation: Operation): SourceRequest | null {
  switch (operation.kind) {
    case 'start':
      if (operation.stage === 'stoppingSource') return 'stop';
      return operation.stage === 'startingSource' ? 'start' : null;
    case 'pause':
      return operation.stage === 'source' ? 'pause' : null;
    case 'stop':
      return operation.stage === 'source' ? 'stop' : null;
    case 'close':
      return 'stop';
    case 'setTopology':
    case 'setRate':
      return null;
  }
}

function onOperationGranted(step: Step, reply: Reply): void {
  const { operation, current } = step.state;
  switch (operation?.kind) {
    case 'start':
      if (operation.stage === 'stoppingSource' && current !== null) {
        step.update({ operation: { ...operation, stage: 'startingSource' } });
        callSourceStart(step, reply.token, current, operation.positionMs);
      } else if (operation.stage === 'startingSource') {
        onSourceStarted(step);
      }
      break;
    case 'pause':
      onSourcePaused(step);
      break;
    case 'stop':
      onSourceStopped(step);
      break;
    case 'close':
      completeClose(step, null);
      break;
    default:
      break;
  }
}

function onOperationRefused(step: Step, error: AppError): void {
  const { operation } = step.state;
  switch (operation?.kind) {
    case 'start':
      failStart(step, startFailure(error), 'keep');
      break;
    case 'pause':
      completeOperation(step, sourceFailure(error));
      break;
    case 'stop':
      completeStop(step, sourceFailure(error));
      break;
    case 'close':
      completeClose(step, sourceFailure(error));
      break;
    default:
      break;
  }
}

/** The source of the presentation that is to follow is ready to deliver: the sink may prepare it. */
function onPrerolled(step: Step, reply: Reply): void {
  const [next] = step.state.pending;
  if (next?.loadId !== reply.loadId || next.load !== 'startingSource') return;
  if (reply.result.ok) {
    step.updatePending(next, { load: 'preparing' });
    orderPrepare(step, next);
  } else {
    failPending(step, next, startFailure(reply.result.error));
    preroll(step);
  }
}

/** A source that was shut down makes the start an invalid request (MS-12), and a close say so (MS-55). */
function startFailure(error: AppError): MediaFailure {
  return error.code === 'media.shutdown' ? { code: 'invalidRequest' } : sourceFailure(error);
}

function sourceFailure(error: AppError): MediaFailure {
  return error.code === 'media.shutdown'
    ? { code: 'shutdown' }
    : { code: 'sourceFailed', cause: error };
}

/** The session consumes what its sources tell and publishes it on (MS-03, MS-56, MS-57). */
export function onSourceEvent(
  step: Step,
  input: Extract<SessionInput, { kind: 'sourceEvent' }>,
): void {
  const { current, pending } = step.state;
  const { event, loadId } = input;
  const isCurrent = current?.loadId === loadId;
  const waiting = pending.find((presentation) => presentation.loadId === loadId);
  if (!isCurrent && waiting === undefined) return;
  if (isCurrent) step.heard();
  switch (event.kind) {
    case 'error':
      if (isCurrent) breakCurrent(step, sourceFailure(event.error));
      else if (waiting !== undefined) failPending(step, waiting, sourceFailure(event.error));
      break;
    case 'nonFatalError':
      step.emit({ type: 'MENonFatalError', failure: sourceFailure(event.error) });
      break;
    case 'bufferingStarted':
      if (isCurrent) onSourceBuffering(step);
      break;
    case 'bufferingStopped':
      if (isCurrent) onSourceBuffered(step);
      break;
    case 'rateChangeRequested': {
      const { rate, thin } = event;
      step.emit({ type: 'MESourceRateChangeRequested', rate, thin });
      break;
    }
    case 'other':
      step.emit({ type: 'MEExtendedType', extendedType: 'Source', name: event.name });
      break;
    default:
      assertNever(event);
  }
}

function onSourceBuffering(step: Step): void {
  const { buffering } = step.state;
  if (buffering.source) return;
  if (!buffering.sink) step.emit({ type: 'MEBufferingStarted' });
  step.pauseClock();
  step.update({ buffering: { ...buffering, source: true } });
}

function onSourceBuffered(step: Step): void {
  const { buffering, blocked, clock, playback } = step.state;
  if (!buffering.source) return;
  step.update({ buffering: { ...buffering, source: false } });
  if (buffering.sink) return;
  step.emit({ type: 'MEBufferingStopped' });
  if (playback === 'started' && clock === 'paused' && !blocked) step.startClock(null);
}
