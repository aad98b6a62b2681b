import type {
  StreamFormat,
  TopologyNodeSnapshot,
  TopologySnapshot,
} from '../../../electron/contract/signalPath.ts';

/** One part of the way and what flows into it. */
export interface SignalStep {
  readonly node: TopologyNodeSnapshot;
  /** `null` at the source. */
  readonly incoming: StreamFormat | null;
}

/** The way from a source to one output. */
export interface SignalBranch {
  readonly major: StreamFormat['major'];
  readonly steps: readonly SignalStep[];
}

/** The ways through the graph, one for each output, walked back from it. Cycles end where they close. */
export function signalBranches({ nodes, connections }: TopologySnapshot): SignalBranch[] {
  const nodeOf = (nodeId: number) => nodes.find((node) => node.nodeId === nodeId);
  const incomingOf = (nodeId: number) => connections.find((each) => each.toNodeId === nodeId);
  return nodes
    .filter(({ kind }) => kind === 'output')
    .map((output) => {
      const steps: SignalStep[] = [];
      const seen = new Set<number>();
      let at: number | null = output.nodeId;
      while (at !== null && !seen.has(at)) {
        seen.add(at);
        const node = nodeOf(at);
        const incoming = incomingOf(at);
        if (node !== undefined) steps.unshift({ node, incoming: incoming?.format ?? null });
        at = incoming?.fromNodeId ?? null;
      }
      return { major: output.part === 'videoOutput' ? 'video' : 'audio', steps };
    });
}
