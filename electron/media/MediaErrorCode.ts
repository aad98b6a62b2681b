import type { AppError, ErrorCode } from '../contract/errors.ts';

interface MediaErrorTraits {
  /** The name Windows gives it; `null` for what Media Foundation has no word for. */
  readonly original: string | null;
  /** The number behind the name, unsigned. */
  readonly hresult: number | null;
  /** What it becomes when it crosses the contract without a more precise cause. */
  readonly appErrorCode: ErrorCode;
}

/** Every way the session, its clock, its resolver and its sequencer refuse or fail. */
export const mediaErrorTraits = {
  invalidRequest: {
    original: 'MF_E_INVALIDREQUEST',
    hresult: 0xc00d36b2,
    appErrorCode: 'media.invalidRequest',
  },
  shutdown: { original: 'MF_E_SHUTDOWN', hresult: 0xc00d3e85, appErrorCode: 'media.shutdown' },
  invalidArgument: {
    original: 'E_INVALIDARG',
    hresult: 0x80070057,
    appErrorCode: 'media.invalidRequest',
  },
  /** Also what E_POINTER and E_UNEXPECTED stand for where the type system leaves room for them. */
  failed: { original: 'E_FAIL', hresult: 0x80004005, appErrorCode: 'app.internal' },

  // Event generator
  noEventsAvailable: {
    original: 'MF_E_NO_EVENTS_AVAILABLE',
    hresult: 0xc00d3e80,
    appErrorCode: 'app.internal',
  },
  multipleBegin: {
    original: 'MF_E_MULTIPLE_BEGIN',
    hresult: 0xc00d36d9,
    appErrorCode: 'app.internal',
  },
  multipleSubscribers: {
    original: 'MF_E_MULTIPLE_SUBSCRIBERS',
    hresult: 0xc00d36da,
    appErrorCode: 'app.internal',
  },

  // Start, pause, seek
  invalidPosition: {
    original: 'MF_E_INVALID_POSITION',
    hresult: 0xc00d36e5,
    appErrorCode: 'media.invalidPosition',
  },
  /** Media Foundation answers a seek in an unseekable source with plain E_FAIL (MS-15). */
  notSeekable: { original: 'E_FAIL', hresult: 0x80004005, appErrorCode: 'media.notSeekable' },
  pauseWhileStopped: {
    original: 'MF_E_SESSION_PAUSEWHILESTOPPED',
    hresult: 0xc00d36fc,
    appErrorCode: 'media.invalidRequest',
  },
  /** The source refused; `cause` says why (MS-12). */
  sourceFailed: { original: null, hresult: null, appErrorCode: 'file.readFailed' },

  // Topology
  topoInvalidTimeAttributes: {
    original: 'MF_E_TOPO_INVALID_TIME_ATTRIBUTES',
    hresult: 0xc00d5215,
    appErrorCode: 'media.invalidRequest',
  },
  topoMissingSource: {
    original: 'MF_E_TOPO_MISSING_SOURCE',
    hresult: 0xc00d521a,
    appErrorCode: 'media.invalidRequest',
  },
  topoStreamDescriptorNotSelected: {
    original: 'MF_E_TOPO_STREAM_DESCRIPTOR_NOT_SELECTED',
    hresult: 0xc00d5219,
    appErrorCode: 'media.invalidRequest',
  },
  topoUnsupported: {
    original: 'MF_E_TOPO_UNSUPPORTED',
    hresult: 0xc00d5214,
    appErrorCode: 'media.unsupportedFormat',
  },
  topoSinkActivatesUnsupported: {
    original: 'MF_E_TOPO_SINK_ACTIVATES_UNSUPPORTED',
    hresult: 0xc00d521b,
    appErrorCode: 'media.invalidRequest',
  },
  /** Two nodes are connected that have no format in common. */
  invalidMediaType: {
    original: 'MF_E_INVALIDMEDIATYPE',
    hresult: 0xc00d36b4,
    appErrorCode: 'media.unsupportedFormat',
  },
  /** The sink has no decoder for the container or codec. */
  unsupportedFormat: {
    original: 'MF_E_TOPO_CODEC_NOT_FOUND',
    hresult: 0xc00d5212,
    appErrorCode: 'media.unsupportedFormat',
  },
  attributeNotFound: {
    original: 'MF_E_ATTRIBUTENOTFOUND',
    hresult: 0xc00d36e6,
    appErrorCode: 'media.invalidRequest',
  },
  /** No such topology, segment, node or service. */
  notAvailable: {
    original: 'MF_E_NOT_AVAILABLE',
    hresult: 0xc00d36d6,
    appErrorCode: 'media.invalidRequest',
  },

  // Clock
  clockNoTimeSource: {
    original: 'MF_E_CLOCK_NO_TIME_SOURCE',
    hresult: 0xc00d9c41,
    appErrorCode: 'media.invalidRequest',
  },
  clockStateAlreadySet: {
    original: 'MF_E_CLOCK_STATE_ALREADY_SET',
    hresult: 0xc00d9c42,
    appErrorCode: 'media.invalidRequest',
  },
  clockNotSimple: {
    original: 'MF_E_CLOCK_NOT_SIMPLE',
    hresult: 0xc00d9c43,
    appErrorCode: 'app.internal',
  },
  notInitialized: {
    original: 'MF_E_NOT_INITIALIZED',
    hresult: 0xc00d36b6,
    appErrorCode: 'app.internal',
  },

  // Rate
  unsupportedRate: {
    original: 'MF_E_UNSUPPORTED_RATE',
    hresult: 0xc00d36d0,
    appErrorCode: 'media.unsupportedRate',
  },
  reverseUnsupported: {
    original: 'MF_E_REVERSE_UNSUPPORTED',
    hresult: 0xc00d36d2,
    appErrorCode: 'media.unsupportedRate',
  },
  thinningUnsupported: {
    original: 'MF_E_THINNING_UNSUPPORTED',
    hresult: 0xc00d36d1,
    appErrorCode: 'media.unsupportedRate',
  },
  unsupportedRateTransition: {
    original: 'MF_E_UNSUPPORTED_RATE_TRANSITION',
    hresult: 0xc00d36d3,
    appErrorCode: 'media.unsupportedRateTransition',
  },

  // Sink
  /** The sink could not decode what it fetched. */
  decodeFailed: { original: null, hresult: null, appErrorCode: 'media.decodeFailed' },
  /** The sink could not fetch the bytes. */
  sinkReadFailed: { original: null, hresult: null, appErrorCode: 'file.readFailed' },
  /** There is no sink now to play on. */
  noSink: {
    original: 'MF_E_NO_AUDIO_PLAYBACK_DEVICE',
    hresult: 0xc00d4e84,
    appErrorCode: 'media.noSink',
  },
  /** The sink went away in the middle of it (MS-57). */
  sinkLost: {
    original: 'MF_E_AUDIO_PLAYBACK_DEVICE_INVALIDATED',
    hresult: 0xc00d4e86,
    appErrorCode: 'media.sinkLost',
  },
  /** The source said nothing for the whole idle time. */
  timedOut: {
    original: 'HRESULT_FROM_WIN32(ERROR_TIMEOUT)',
    hresult: 0x800705b4,
    appErrorCode: 'file.readFailed',
  },
  /** The sink said nothing for the whole idle time: that says nothing about what it was to play. */
  sinkTimedOut: {
    original: 'HRESULT_FROM_WIN32(ERROR_TIMEOUT)',
    hresult: 0x800705b4,
    appErrorCode: 'media.sinkUnresponsive',
  },
  /** A later close overtook the command before it was done. */
  operationCancelled: {
    original: 'MF_E_OPERATION_CANCELLED',
    hresult: 0xc00d36ed,
    appErrorCode: 'app.cancelled',
  },
} as const satisfies Record<string, MediaErrorTraits>;

export type MediaErrorCode = keyof typeof mediaErrorTraits;

/** Why something of the media room failed. */
export interface MediaFailure {
  readonly code: MediaErrorCode;
  /** The foreign failure behind it, already translated at its edge. */
  readonly cause?: AppError;
  /** What the sink said about it, for "copy details". */
  readonly details?: string;
}

/** The contract's code for a failure: the cause's own where there is one, else the session code's. */
export function mediaErrorToAppErrorCode(failure: MediaFailure): ErrorCode {
  return failure.cause?.code ?? mediaErrorTraits[failure.code].appErrorCode;
}
