import type { TopologySnapshot } from '../contract/signalPath.ts';
import type { Topology, TopologyNode } from '../media/Topology.ts';

/** A topology as the signal path page draws it. @param outputLabel for outputs without a name of their own */
export function topologySnapshot(
  topology: Topology,
  status: TopologySnapshot['status'],
  outputLabel: string,
): TopologySnapshot {
  return {
    topologyId: topology.topologyId,
    status,
    nodes: topology.nodes.map((node) => ({
      nodeId: node.nodeId,
      kind: node.kind,
      part: partOf(node),
      label: node.kind === 'output' && node.label === '' ? outputLabel : node.label,
    })),
    connections: topology.connections.flatMap(({ fromNodeId, toNodeId, format }) =>
      format === null ? [] : [{ fromNodeId, toNodeId, format }],
    ),
  };
}

function partOf(node: TopologyNode): TopologySnapshot['nodes'][number]['part'] {
  return node.kind === 'source' ? 'file' : node.part;
}
