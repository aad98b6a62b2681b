import type { TopologyId } from '../contract/ids.ts';
import type { SessionLogEntry } from '../contract/signalPath.ts';
import { mediaErrorTraits, type MediaFailure } from '../media/MediaErrorCode.ts';
import type { MediaSessionEvent } from '../media/MediaSessionEvent.ts';

/** One line of the session's event log. */
export function sessionLogEntry(
  event: MediaSessionEvent,
  index: number,
  at: Date,
): SessionLogEntry {
  return {
    index,
    at: at.toISOString(),
    event: event.type === 'MEExtendedType' ? `MEExtendedType ${event.extendedType}` : event.type,
    status: statusOf(event),
    topologyId: topologyIdOf(event),
    summary: summaryOf(event),
  };
}

/** Media Foundation's own name comes before ours, but not before what is behind it. */
function statusOf(event: MediaSessionEvent): SessionLogEntry['status'] {
  const failure: MediaFailure | null = 'failure' in event ? event.failure : null;
  if (failure === null) return 'ok';
  const { original, appErrorCode } = mediaErrorTraits[failure.code];
  return failure.cause?.code ?? original ?? appErrorCode;
}

function topologyIdOf(event: MediaSessionEvent): TopologyId | null {
  return 'topology' in event ? (event.topology?.topologyId ?? null) : null;
}

/** Technical words, as everywhere on the signal path page; they are not translated. */
function summaryOf(event: MediaSessionEvent): string {
  switch (event.type) {
    case 'MESessionTopologyStatus':
      return event.status;
    case 'MESessionStarted':
      return event.presentationTimeOffsetMs === 0
        ? ''
        : `offset ${formatMs(event.presentationTimeOffsetMs)}`;
    case 'MESessionNotifyPresentationTime':
      return `start ${formatMs(event.startPresentationTimeMs)}, output ${formatMs(event.startTimeAtOutputMs)}`;
    case 'MESessionRateChanged':
    case 'MESourceRateChangeRequested':
      return `rate ${event.rate}`;
    case 'MESessionCapabilitiesChanged':
      return event.delta.map((name) => `${event.capabilities[name] ? '+' : '-'}${name}`).join(' ');
    case 'MESessionScrubSampleComplete':
      return formatMs(event.positionMs);
    case 'MENewPresentation':
    case 'MESequencerSourceTopologyUpdated':
      return `segment ${event.segmentId}`;
    case 'MEEndOfPresentationSegment':
      return `segment ${event.segmentId}${event.cancelled ? ', cancelled' : ''}`;
    case 'MEEndOfPresentation':
      return event.cancelled ? 'cancelled' : '';
    case 'MENonFatalError':
      return event.failure.code;
    case 'MESessionStreamSinkFormatChanged':
      return `node ${event.outputNodeId}, ${event.capabilities.sampleRateHz} Hz`;
    case 'MEExtendedType':
      return event.extendedType === 'Source' ? event.name : '';
    default:
      return '';
  }
}

function formatMs(milliseconds: number): string {
  return `${milliseconds.toFixed(0)} ms`;
}
