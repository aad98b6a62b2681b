import { ok } from '../../base/Result.ts';
import { LoadId, TopologyId } from '../../contract/ids.ts';
import type { SinkFact } from '../../contract/sink.ts';
import type { MediaSourceEvent } from '../MediaSource.ts';
import type { SequencerEvent } from '../Sequencer.ts';
import { SequencerSource } from '../SequencerSource.ts';
import type { SessionCommandKind } from '../session/SessionCommand.ts';
import type { SessionInput, SourceRequest } from '../session/SessionInput.ts';
import { openCommandIds, type SessionState } from '../session/SessionState.ts';
import { absolutePosition, currentPosition, segmentOffset } from '../StartPosition.ts';
import { createPlaybackTopology, type Topology } from '../Topology.ts';
import { fakeCapabilities } from './FakeMediaSink.ts';
import { FakeMediaSource } from './FakeMediaSource.ts';

type Plain = Exclude<
  SessionInput['kind'],
  'command' | 'sinkFact' | 'sourceEvent' | 'sequencerEvent' | 'sourceReplied' | 'topologyResolved'
>;

/** Every kind of thing that can happen to a session; the compiler sees that none is missing. */
export type InputName =
  | SessionCommandKind
  | 'start at a position'
  | 'start of a segment'
  | 'setTopology immediate'
  | 'setTopology clearCurrent'
  | 'setRate 0'
  | `fact ${SinkFact['kind']}`
  | 'fact prepared of next'
  | 'fact failed of next'
  | 'fact started of an old load'
  | `source ${MediaSourceEvent['kind']}`
  | `sequencer ${SequencerEvent['kind']}`
  | Plain
  | 'topology resolved'
  | 'topology refused'
  | 'source granted'
  | 'source refused'
  | 'source granted to next';

const sequencer = new SequencerSource();

/** A topology the way it is once resolved; odd ids are segments of one sequence, even ones are not. */
export function alphabetTopology(topologyId: number): Topology {
  const source = new FakeMediaSource({ name: `t${topologyId}` });
  const topology = createPlaybackTopology({
    topologyId: TopologyId.parse(topologyId),
    source,
    presentation: source.presentation,
    label: '',
  });
  const nodes = topology.nodes.map((node) =>
    node.kind === 'source' && topologyId % 2 === 1
      ? { ...node, sequence: { sequencer, segmentId: topologyId } }
      : node,
  );
  return { ...topology, resolution: 'full', nodes };
}

/** What each name means in this state: about its operation, its current and its next presentation. */
export function inputFor(name: InputName, state: SessionState): SessionInput {
  return inputs[name](state);
}

const noLoad = LoadId.parse(0);
const currentLoad = (state: SessionState) => state.current?.loadId ?? noLoad;
const nextLoad = (state: SessionState) => state.pending[0]?.loadId ?? noLoad;
const token = (state: SessionState) => state.operation?.token ?? 0;
const error = { code: 'file.readFailed' } as const;

/** Not the number of any command that is still open. */
function commandIdFor(state: SessionState): number {
  return Math.max(0, ...openCommandIds(state)) + 1;
}

function command(kind: 'clearTopologies' | 'pause' | 'stop' | 'close') {
  return (state: SessionState): SessionInput => ({
    kind: 'command',
    command: { kind, commandId: commandIdFor(state) },
  });
}

function start(position: Parameters<typeof absolutePosition>[0] | 'current' | 'segment') {
  return (state: SessionState): SessionInput => ({
    kind: 'command',
    command: {
      kind: 'start',
      commandId: commandIdFor(state),
      position:
        position === 'current'
          ? currentPosition
          : position === 'segment'
            ? segmentOffset(3, 1_000)
            : absolutePosition(position),
    },
  });
}

function setRate(rate: number) {
  return (state: SessionState): SessionInput => ({
    kind: 'command',
    command: { kind: 'setRate', commandId: commandIdFor(state), rate },
  });
}

function setTopology(flags: 'immediate' | 'clearCurrent' | null) {
  return (state: SessionState): SessionInput => ({
    kind: 'command',
    command: {
      kind: 'setTopology',
      commandId: commandIdFor(state),
      topology: flags === 'clearCurrent' ? null : alphabetTopology((state.lastLoadId % 4) + 1),
      flags: flags === null ? {} : { [flags]: true },
    },
  });
}

const found = { durationMs: 60_000, seekable: true, hasAudio: true, hasVideo: false };
const size = { widthPx: 0, heightPx: 0 };
const at = { positionMs: 1_000, ageMs: 0, rate: 1 };

function fact(make: (state: SessionState) => SinkFact) {
  return (state: SessionState): SessionInput => ({ kind: 'sinkFact', fact: make(state) });
}

function aboutCurrent(event: MediaSourceEvent) {
  return (state: SessionState): SessionInput => ({
    kind: 'sourceEvent',
    loadId: currentLoad(state),
    event,
  });
}

function fromSequencer(event: SequencerEvent) {
  return (): SessionInput => ({ kind: 'sequencerEvent', event });
}

function requestOf({ operation }: SessionState): SourceRequest {
  if (operation?.kind === 'pause') return 'pause';
  const starts = operation?.kind === 'start' && operation.stage !== 'stoppingSource';
  return starts ? 'start' : 'stop';
}

function sourceReply(granted: boolean, load: typeof currentLoad, toNext = false) {
  return (state: SessionState): SessionInput => ({
    kind: 'sourceReplied',
    token: toNext ? 0 : token(state),
    loadId: load(state),
    request: toNext ? 'start' : requestOf(state),
    result: granted ? ok() : { ok: false, error },
  });
}

const presentation = new FakeMediaSource().presentation;

const inputs: Record<InputName, (state: SessionState) => SessionInput> = {
  setTopology: setTopology(null),
  'setTopology immediate': setTopology('immediate'),
  'setTopology clearCurrent': setTopology('clearCurrent'),
  clearTopologies: command('clearTopologies'),
  start: start('current'),
  'start at a position': start(5_000),
  'start of a segment': start('segment'),
  pause: command('pause'),
  stop: command('stop'),
  close: command('close'),
  setRate: setRate(2),
  'setRate 0': setRate(0),
  shutdown: () => ({ kind: 'shutdown' }),
  mediaStopEdited: (state) => ({
    kind: 'mediaStopEdited',
    topologyId: state.current?.topology.topologyId ?? TopologyId.parse(0),
    nodeId: 1,
    mediaStopMs: 30_000,
  }),
  'topology resolved': (state) => ({
    kind: 'topologyResolved',
    token: token(state),
    result: ok(alphabetTopology((state.lastLoadId % 4) + 1)),
  }),
  'topology refused': (state) => ({
    kind: 'topologyResolved',
    token: token(state),
    result: { ok: false, error: { code: 'unsupportedFormat' } },
  }),
  topologyRefitted: (state) => ({
    kind: 'topologyRefitted',
    loadId: currentLoad(state),
    topology: state.current?.topology ?? alphabetTopology(1),
  }),
  segmentSelected: (state) => ({ kind: 'segmentSelected', token: token(state), result: ok(3) }),
  'source granted': sourceReply(true, currentLoad),
  'source refused': sourceReply(false, currentLoad),
  'source granted to next': sourceReply(true, nextLoad, true),
  'source error': aboutCurrent({ kind: 'error', error }),
  'source nonFatalError': aboutCurrent({ kind: 'nonFatalError', error }),
  'source bufferingStarted': aboutCurrent({ kind: 'bufferingStarted' }),
  'source bufferingStopped': aboutCurrent({ kind: 'bufferingStopped' }),
  'source rateChangeRequested': aboutCurrent({
    kind: 'rateChangeRequested',
    rate: 0.5,
    thin: false,
  }),
  'source other': aboutCurrent({ kind: 'other', name: 'MEUnknown' }),
  'sequencer newPresentation': fromSequencer({
    kind: 'newPresentation',
    segmentId: 3,
    presentation,
  }),
  'sequencer topologyUpdated': fromSequencer({ kind: 'topologyUpdated', segmentId: 3 }),
  'sequencer lastChanged': fromSequencer({ kind: 'lastChanged', segmentId: 1, last: true }),
  'sequencer deleted': fromSequencer({ kind: 'deleted', segmentId: 1 }),
  'fact prepared': fact((state) => ({
    kind: 'prepared',
    loadId: currentLoad(state),
    ...found,
    ...size,
  })),
  'fact prepared of next': fact((state) => ({
    kind: 'prepared',
    loadId: nextLoad(state),
    ...found,
    ...size,
  })),
  'fact started': fact((state) => ({ kind: 'started', loadId: currentLoad(state), ...at })),
  'fact started of an old load': fact(() => ({ kind: 'started', loadId: noLoad, ...at })),
  'fact position': fact((state) => ({
    kind: 'position',
    loadId: currentLoad(state),
    ...at,
    bufferedMs: [],
  })),
  'fact paused': fact((state) => ({
    kind: 'paused',
    loadId: currentLoad(state),
    positionMs: 1_000,
  })),
  'fact interrupted': fact((state) => ({
    kind: 'interrupted',
    loadId: currentLoad(state),
    positionMs: 1_000,
  })),
  'fact stopped': fact((state) => ({ kind: 'stopped', loadId: currentLoad(state) })),
  'fact scrubbed': fact((state) => ({
    kind: 'scrubbed',
    loadId: currentLoad(state),
    positionMs: 1_000,
  })),
  'fact rateChanged': fact((state) => ({
    kind: 'rateChanged',
    loadId: currentLoad(state),
    rate: 2,
  })),
  'fact stalled': fact((state) => ({
    kind: 'stalled',
    loadId: currentLoad(state),
    positionMs: 1_000,
  })),
  'fact resumed': fact((state) => ({
    kind: 'resumed',
    loadId: currentLoad(state),
    positionMs: 1_000,
  })),
  'fact ended': fact((state) => ({
    kind: 'ended',
    loadId: currentLoad(state),
    positionMs: 60_000,
  })),
  'fact switched': fact((state) => ({
    kind: 'switched',
    loadId: currentLoad(state),
    nextLoadId: nextLoad(state),
    ageMs: 0,
  })),
  'fact failed': fact((state) => ({
    kind: 'failed',
    loadId: currentLoad(state),
    reason: 'decode',
    details: '',
  })),
  'fact failed of next': fact((state) => ({
    kind: 'failed',
    loadId: nextLoad(state),
    reason: 'network',
    details: '',
  })),
  'fact blocked': fact((state) => ({ kind: 'blocked', loadId: currentLoad(state) })),
  'fact unblocked': fact(() => ({ kind: 'unblocked' })),
  'fact formatChanged': fact(() => ({
    kind: 'formatChanged',
    capabilities: { ...fakeCapabilities, channelCount: 6 },
  })),
  sinkAvailable: () => ({ kind: 'sinkAvailable', capabilities: fakeCapabilities }),
  sinkInvalidated: () => ({ kind: 'sinkInvalidated' }),
  clockFailed: () => ({ kind: 'clockFailed', failure: { code: 'failed' } }),
  idleElapsed: (state) => ({ kind: 'idleElapsed', token: token(state) }),
  stopTimeReached: (state) => ({ kind: 'stopTimeReached', loadId: currentLoad(state) }),
};

export const inputNames: readonly InputName[] = Object.keys(inputs) as InputName[];
