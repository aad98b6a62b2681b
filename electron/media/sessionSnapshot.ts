import type { SessionSnapshot, StreamFormat, TopologySnapshot } from '../contract/signalPath.ts';
import type { MediaSession } from './MediaSession.ts';
import { capabilitiesOf } from './session/capabilitiesOf.ts';
import type { Presentation, SessionState } from './session/SessionState.ts';
import type { Topology, TopologyConnection, TopologyNode } from './Topology.ts';
import { streamOf } from './validateTopology.ts';

/**
 * The session as the signal path page shows it.
 *
 * @param lastLogIndex of the `SessionEventLog` that listens to it
 */
export function sessionSnapshot(session: MediaSession, lastLogIndex: number): SessionSnapshot {
  const { state } = session;
  return {
    state: stateNameOf(state),
    capabilities: capabilitiesOf(state),
    current: state.current && topologySnapshot(state.current),
    next: state.pending[0] === undefined ? null : topologySnapshot(state.pending[0]),
    clock: clockSnapshot(session),
    lastLogIndex,
  };
}

function stateNameOf(state: SessionState): SessionSnapshot['state'] {
  if (state.lifecycle !== 'open') return state.lifecycle;
  if (state.operation?.kind === 'start') return 'starting';
  return state.everSet ? state.playback : 'fresh';
}

function clockSnapshot(session: MediaSession): SessionSnapshot['clock'] {
  const clock = session.getClock();
  if (!clock.ok) {
    return {
      state: 'invalid',
      timeSource: null,
      positionMs: null,
      ageMs: 0,
      rate: session.state.rate,
      driftPpm: null,
    };
  }
  const { state, timeSource, driftPpm } = clock.value;
  const time = clock.value.getTime();
  return {
    state,
    timeSource,
    positionMs: time.ok ? time.value : null,
    // It is read now; whoever sends it on adds what passes until then.
    ageMs: 0,
    rate: session.state.rate,
    driftPpm,
  };
}

function topologySnapshot(presentation: Presentation): TopologySnapshot {
  const { topology, readyTold, startedTold } = presentation;
  return {
    topologyId: topology.topologyId,
    status: startedTold ? 'startedSource' : readyTold ? 'ready' : 'invalid',
    nodes: topology.nodes.map((node) => ({
      nodeId: node.nodeId,
      kind: node.kind,
      part: node.kind === 'source' ? 'file' : node.part,
      label: node.label,
    })),
    connections: topology.connections.map((connection) => ({
      fromNodeId: connection.fromNodeId,
      toNodeId: connection.toNodeId,
      format: connection.format ?? formatBehind(topology, connection),
    })),
  };
}

const unknownFormat: StreamFormat = {
  major: 'audio',
  name: '',
  sampleRateHz: null,
  channelCount: null,
  bitsPerSample: null,
  bitrateBps: null,
  widthPx: null,
  heightPx: null,
};

/** A full topology the client made itself need not say what flows: it is what the source gives. */
function formatBehind(topology: Topology, connection: TopologyConnection): StreamFormat {
  let node: TopologyNode | undefined;
  let nodeId = connection.fromNodeId;
  // A graph that leads back to itself has more steps than connections.
  for (let steps = 0; steps <= topology.connections.length; steps += 1) {
    node = topology.nodes.find((candidate) => candidate.nodeId === nodeId);
    const before = topology.connections.find(({ toNodeId }) => toNodeId === nodeId);
    if (before === undefined) break;
    nodeId = before.fromNodeId;
  }
  return (node?.kind === 'source' ? streamOf(node)?.format : undefined) ?? unknownFormat;
}
