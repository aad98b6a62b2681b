import type { TopologyId } from '../contract/ids.ts';
import type { StreamFormat, TopologyNodeSnapshot } from '../contract/signalPath.ts';
import type { MediaSink } from './MediaSink.ts';
import type { MediaSource, PresentationDescriptor } from './MediaSource.ts';
import type { SegmentSequence } from './Sequencer.ts';

/** Unique within its topology. */
export type TopologyNodeId = number;

/** One selected stream of one source (MF_TOPOLOGY_SOURCESTREAM_NODE). */
export interface SourceNode {
  readonly kind: 'source';
  readonly nodeId: TopologyNodeId;
  /** MF_TOPONODE_SOURCE; a topology in which it is `null` is refused. */
  readonly source: MediaSource | null;
  /** MF_TOPONODE_PRESENTATION_DESCRIPTOR. */
  readonly presentation: PresentationDescriptor | null;
  /** MF_TOPONODE_STREAM_DESCRIPTOR, by its id in `presentation`. */
  readonly streamId: number;
  /** The name of the file, for the signal path. */
  readonly label: string;
  /** MF_TOPONODE_MEDIASTART: where this presentation begins in the source; 0 when absent. */
  readonly mediaStartMs?: number;
  /** MF_TOPONODE_MEDIASTOP: where it ends; the end of the source when absent. */
  readonly mediaStopMs?: number;
  /** MF_TOPONODE_SEQUENCE_ELEMENTID: set by the sequencer on the topologies it hands out. */
  readonly sequence?: SegmentSequence;
}

export type TransformPart = Extract<
  TopologyNodeSnapshot['part'],
  'decoder' | 'resampler' | 'channelMixer' | 'rateChanger' | 'volume'
>;

/** Something that changes one stream on its way (MF_TOPOLOGY_TRANSFORM_NODE); run by the sink. */
export interface TransformNode {
  readonly kind: 'transform';
  readonly nodeId: TopologyNodeId;
  readonly part: TransformPart;
  readonly label: string;
}

/** Stands for a sink not chosen yet (IMFActivate of a renderer); the session puts its own in its place. */
export interface SinkActivate {
  readonly kind: 'sinkActivate';
}

export const sinkActivate: SinkActivate = { kind: 'sinkActivate' };

/** Where one stream is heard or seen (MF_TOPOLOGY_OUTPUT_NODE). */
export interface OutputNode {
  readonly kind: 'output';
  readonly nodeId: TopologyNodeId;
  readonly part: 'audioOutput' | 'videoOutput';
  readonly sink: MediaSink | SinkActivate;
  readonly label: string;
}

export type TopologyNode = SourceNode | TransformNode | OutputNode;

/** One output of a node feeding one input of another. */
export interface TopologyConnection {
  readonly fromNodeId: TopologyNodeId;
  readonly toNodeId: TopologyNodeId;
  /** What flows; `null` while it is not negotiated (partial topologies). */
  readonly format: StreamFormat | null;
}

export interface TopologyAttributes {
  /** MF_TOPOLOGY_PROJECTSTART and MF_TOPOLOGY_PROJECTSTOP: only in a session with global time (MS-02). */
  readonly projectStartMs?: number;
  readonly projectStopMs?: number;
  /** MF_TOPOLOGY_START_TIME_ON_PRESENTATION_SWITCH: where a queued topology begins; 0 when absent. */
  readonly startTimeOnPresentationSwitchMs?: number;
  /** SequencerTopologyFlags_Last: nothing follows this segment (MS-38). */
  readonly sequencerLast?: boolean;
}

/**
 * What is played and through what (IMFTopology): an immutable graph from source nodes over transform
 * nodes to output nodes. A partial topology connects sources with outputs and leaves out what has to
 * stand between; the resolver makes it full. Both carry the same id.
 */
export interface Topology {
  readonly topologyId: TopologyId;
  readonly resolution: 'partial' | 'full';
  readonly nodes: readonly TopologyNode[];
  readonly connections: readonly TopologyConnection[];
  readonly attributes: TopologyAttributes;
}

export interface PlaybackTopologyOptions {
  readonly topologyId: TopologyId;
  readonly source: MediaSource;
  readonly presentation: PresentationDescriptor;
  /** File name, for the signal path. */
  readonly label: string;
  readonly mediaStartMs?: number;
  readonly mediaStopMs?: number;
  readonly attributes?: TopologyAttributes;
}

/** The partial topology that plays a source: every selected stream straight into the session's sink. */
export function createPlaybackTopology(options: PlaybackTopologyOptions): Topology {
  const { topologyId, source, presentation, label, attributes = {} } = options;
  const nodes: TopologyNode[] = [];
  const connections: TopologyConnection[] = [];
  for (const stream of presentation.streams) {
    if (!stream.selected) continue;
    const sourceNodeId = nodes.length + 1;
    const outputNodeId = sourceNodeId + 1;
    nodes.push(
      {
        kind: 'source',
        nodeId: sourceNodeId,
        source,
        presentation,
        streamId: stream.streamId,
        label,
        ...(options.mediaStartMs !== undefined && { mediaStartMs: options.mediaStartMs }),
        ...(options.mediaStopMs !== undefined && { mediaStopMs: options.mediaStopMs }),
      },
      {
        kind: 'output',
        nodeId: outputNodeId,
        part: stream.format.major === 'audio' ? 'audioOutput' : 'videoOutput',
        sink: sinkActivate,
        label: '',
      },
    );
    connections.push({ fromNodeId: sourceNodeId, toNodeId: outputNodeId, format: null });
  }
  return { topologyId, resolution: 'partial', nodes, connections, attributes };
}

export function sourceNodesOf(topology: Topology): readonly SourceNode[] {
  return topology.nodes.filter((node) => node.kind === 'source');
}

export function outputNodesOf(topology: Topology): readonly OutputNode[] {
  return topology.nodes.filter((node) => node.kind === 'output');
}
