import { err, ok, type Result } from '../base/Result.ts';
import type { StreamFormat } from '../contract/signalPath.ts';
import type { SinkCapabilities } from '../contract/sink.ts';
import type { MediaFailure } from './MediaErrorCode.ts';
import { isPlayableType } from './playableType.ts';
import {
  outputNodesOf,
  sourceNodesOf,
  type OutputNode,
  type SourceNode,
  type Topology,
  type TopologyConnection,
  type TopologyNode,
  type TransformPart,
} from './Topology.ts';
import { streamOf } from './validateTopology.ts';

/** Makes partial topologies full (IMFTopoLoader); a session can be given another one (MS-02). */
export interface TopologyLoader {
  /**
   * @param topology outputs hold sinks, no activates: the session has put its own in their place
   * @param signal aborted when the session is shut down
   */
  load(
    topology: Topology,
    capabilities: SinkCapabilities,
    signal: AbortSignal,
  ): Promise<Result<Topology, MediaFailure>>;
}

/**
 * The loader of sessions that are given none. Between a source and the sink it puts what has to stand
 * there, all of it run by the page that plays: a decoder; for sound a channel mixer and a resampler where
 * the output differs, the rate changer and the volume.
 */
export class TopologyResolver implements TopologyLoader {
  load(
    topology: Topology,
    capabilities: SinkCapabilities,
  ): Promise<Result<Topology, MediaFailure>> {
    return Promise.resolve(resolveTopology(topology, capabilities));
  }
}

function resolveTopology(
  topology: Topology,
  capabilities: SinkCapabilities,
): Result<Topology, MediaFailure> {
  const branches: Branch[] = [];
  for (const source of sourceNodesOf(topology)) {
    const branch = branchFrom(topology, source);
    if (!branch.ok) return branch;
    branches.push(branch.value);
  }
  const refusal = refusalOf(topology, branches, capabilities);
  if (refusal !== null) return err(refusal);
  const builder = new GraphBuilder(topology);
  for (const branch of branches) builder.add(branch, capabilities);
  return ok({
    ...topology,
    resolution: 'full',
    nodes: builder.nodes,
    connections: builder.connections,
  });
}

/** One stream from its source to its output, with the transforms the client put between. */
interface Branch {
  readonly source: SourceNode;
  readonly transforms: readonly Extract<TopologyNode, { kind: 'transform' }>[];
  readonly output: OutputNode;
  readonly format: StreamFormat;
}

function branchFrom(topology: Topology, source: SourceNode): Result<Branch, MediaFailure> {
  const transforms: Branch['transforms'][number][] = [];
  const format = streamOf(source)?.format;
  let node: TopologyNode = source;
  // A graph that leads back to itself has more steps than nodes.
  for (let steps = 0; steps <= topology.nodes.length; steps += 1) {
    const next = onlySuccessor(topology, node);
    if (next === undefined || next.kind === 'source' || format === undefined) break;
    if (next.kind === 'output') {
      return matchesOutput(format, next)
        ? ok({ source, transforms, output: next, format })
        : err({ code: 'invalidMediaType' });
    }
    transforms.push(next);
    node = next;
  }
  return err({ code: 'topoUnsupported' });
}

function onlySuccessor(topology: Topology, node: TopologyNode): TopologyNode | undefined {
  const outgoing = topology.connections.filter(({ fromNodeId }) => fromNodeId === node.nodeId);
  const [connection] = outgoing;
  if (connection === undefined || outgoing.length > 1) return undefined;
  return topology.nodes.find(({ nodeId }) => nodeId === connection.toNodeId);
}

function matchesOutput(format: StreamFormat, output: OutputNode): boolean {
  return (format.major === 'audio') === (output.part === 'audioOutput');
}

/** MS-26. The page loads one address: all branches are of one source and end in one sink. */
function refusalOf(
  topology: Topology,
  branches: readonly Branch[],
  capabilities: SinkCapabilities,
): MediaFailure | null {
  const outputs = outputNodesOf(topology);
  const used = new Set(branches.map((branch) => branch.output));
  if (branches.length === 0 || outputs.some((output) => !used.has(output))) {
    return { code: 'topoUnsupported' };
  }
  if (outputs.some(({ sink }) => 'kind' in sink)) return { code: 'topoSinkActivatesUnsupported' };
  const isOneOf = (values: readonly unknown[]) => new Set(values).size === 1;
  const oneParts = new Set(branches.map((branch) => branch.output.part)).size === branches.length;
  if (
    !oneParts ||
    !isOneOf(branches.map((branch) => branch.source.source)) ||
    !isOneOf(outputs.map((output) => output.sink))
  ) {
    return { code: 'topoUnsupported' };
  }
  const mimeType = branches[0]?.source.presentation?.mimeType;
  if (mimeType === undefined || !isPlayableType(mimeType, capabilities.playableTypes)) {
    return { code: 'unsupportedFormat' };
  }
  return null;
}

/** Writes the full graph, branch by branch, with node ids that do not collide with the client's. */
class GraphBuilder {
  readonly nodes: TopologyNode[] = [];
  readonly connections: TopologyConnection[] = [];
  #lastNodeId: number;

  constructor(topology: Topology) {
    this.#lastNodeId = Math.max(0, ...topology.nodes.map((node) => node.nodeId));
  }

  add(branch: Branch, capabilities: SinkCapabilities): void {
    let format = branch.format;
    let last: TopologyNode = branch.source;
    this.nodes.push(last);
    const connect = (node: TopologyNode, after: StreamFormat) => {
      this.nodes.push(node);
      this.connections.push({ fromNodeId: last.nodeId, toNodeId: node.nodeId, format });
      last = node;
      format = after;
    };
    for (const { part, after } of transformsFor(branch.format, capabilities)) {
      const given = branch.transforms.find((node) => node.part === part);
      connect(given ?? this.#transform(part, branch.format), after);
    }
    const label = branch.output.label === '' ? capabilities.label : branch.output.label;
    connect({ ...branch.output, label }, format);
  }

  #transform(part: TransformPart, encoded: StreamFormat): TopologyNode {
    this.#lastNodeId += 1;
    const label = part === 'decoder' ? encoded.name : '';
    return { kind: 'transform', nodeId: this.#lastNodeId, part, label };
  }
}

interface NeededTransform {
  readonly part: TransformPart;
  /** What flows behind it. */
  readonly after: StreamFormat;
}

function transformsFor(
  encoded: StreamFormat,
  { sampleRateHz, channelCount }: SinkCapabilities,
): readonly NeededTransform[] {
  if (encoded.major === 'video') {
    return [{ part: 'decoder', after: { ...encoded, name: 'RGB', bitrateBps: null } }];
  }
  const decoded: StreamFormat = {
    ...encoded,
    name: 'PCM float 32',
    bitsPerSample: 32,
    bitrateBps: null,
  };
  const needed: NeededTransform[] = [{ part: 'decoder', after: decoded }];
  let format = decoded;
  if (format.channelCount !== null && format.channelCount !== channelCount) {
    format = { ...format, channelCount };
    needed.push({ part: 'channelMixer', after: format });
  }
  if (format.sampleRateHz !== null && format.sampleRateHz !== sampleRateHz) {
    format = { ...format, sampleRateHz };
    needed.push({ part: 'resampler', after: format });
  }
  needed.push({ part: 'rateChanger', after: format }, { part: 'volume', after: format });
  return needed;
}
