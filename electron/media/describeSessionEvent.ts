import type { SessionLogEntry } from '../contract/signalPath.ts';
import { mediaErrorTraits, type MediaFailure } from './MediaErrorCode.ts';
import type { MediaSessionEvent } from './MediaSessionEvent.ts';

/** One event as a line of the log: proper names and numbers, nothing to translate. */
export function describeSessionEvent(
  event: MediaSessionEvent,
): Omit<SessionLogEntry, 'index' | 'at'> {
  return {
    event: event.type,
    status: 'failure' in event && event.failure !== null ? statusOf(event.failure) : 'ok',
    topologyId: 'topology' in event ? (event.topology?.topologyId ?? null) : null,
    summary: summaryOf(event),
  };
}

/** The cause's code where there is one, else the name Windows has for it. */
function statusOf(failure: MediaFailure): string {
  return failure.cause?.code ?? mediaErrorTraits[failure.code].original ?? failure.code;
}

function summaryOf(event: MediaSessionEvent): string {
  switch (event.type) {
    case 'MESessionTopologyStatus':
      return event.status;
    case 'MESessionStarted':
      return `offset ${event.presentationTimeOffsetMs} ms`;
    case 'MESessionNotifyPresentationTime':
      return `start ${event.startPresentationTimeMs} ms, offset ${event.presentationTimeOffsetMs} ms`;
    case 'MESessionRateChanged':
      return `rate ${event.rate}`;
    case 'MESessionScrubSampleComplete':
      return `at ${event.positionMs} ms`;
    case 'MESessionCapabilitiesChanged':
      return event.delta
        .map((name) => (event.capabilities[name] ? `+${name}` : `-${name}`))
        .join(' ');
    case 'MENewPresentation':
    case 'MESequencerSourceTopologyUpdated':
      return `segment ${event.segmentId}`;
    case 'MEEndOfPresentationSegment':
      return `segment ${event.segmentId}${event.cancelled ? ', cancelled' : ''}`;
    case 'MEEndOfPresentation':
      return event.cancelled ? 'cancelled' : '';
    case 'MESourceRateChangeRequested':
      return `rate ${event.rate}${event.thin ? ', thinned' : ''}`;
    case 'MESessionStreamSinkFormatChanged':
      return `${event.capabilities.sampleRateHz} Hz, ${event.capabilities.channelCount} channels`;
    case 'MEExtendedType':
      return event.extendedType === 'Source' ? event.name : event.extendedType;
    case 'MEError':
    case 'MENonFatalError':
      return event.failure.cause?.details ?? event.failure.details ?? event.failure.code;
    case 'MESessionTopologySet':
    case 'MESessionTopologiesCleared':
    case 'MESessionPaused':
    case 'MESessionStopped':
    case 'MESessionClosed':
    case 'MESessionEnded':
    case 'MEBufferingStarted':
    case 'MEBufferingStopped':
    case 'MESinkInvalidated':
      return '';
  }
}
