import { err, ok, type Result } from '../base/Result.ts';
import type { MediaErrorCode, MediaFailure } from './MediaErrorCode.ts';
import { sourceNodesOf, type SourceNode, type Topology } from './Topology.ts';

/**
 * What `setTopology` refuses on the spot (MS-25). The shape is the resolver's to judge.
 *
 * @param globalTime does the session run by project times? Then every topology has them, else none (MS-02)
 */
export function validateTopology(
  topology: Topology,
  globalTime: boolean,
): Result<void, MediaFailure> {
  for (const node of sourceNodesOf(topology)) {
    const code = refusalOfSource(node);
    if (code !== null) return err({ code });
  }
  return hasValidProjectTimes(topology, globalTime)
    ? ok()
    : err({ code: 'topoInvalidTimeAttributes' });
}

/** Are all attributes there without which nothing can be done with a source node? (MS-39) */
export function hasSourceAttributes(topology: Topology): boolean {
  const nodes = sourceNodesOf(topology);
  return (
    nodes.length > 0 && nodes.every((node) => node.source !== null && streamOf(node) !== undefined)
  );
}

export function streamOf(node: SourceNode) {
  return node.presentation?.streams.find((stream) => stream.streamId === node.streamId);
}

function refusalOfSource(node: SourceNode): MediaErrorCode | null {
  if (node.source === null) return 'topoMissingSource';
  if (streamOf(node)?.selected !== true) return 'topoStreamDescriptorNotSelected';
  return isValidSpan(node.mediaStartMs ?? 0, node.mediaStopMs) ? null : 'topoInvalidTimeAttributes';
}

function hasValidProjectTimes({ attributes }: Topology, globalTime: boolean): boolean {
  const { projectStartMs, projectStopMs, startTimeOnPresentationSwitchMs = 0 } = attributes;
  if (!isTime(startTimeOnPresentationSwitchMs)) return false;
  if (!globalTime) return projectStartMs === undefined && projectStopMs === undefined;
  if (projectStartMs === undefined || projectStopMs === undefined) return false;
  return isValidSpan(projectStartMs, projectStopMs);
}

/** A stop has to come after its start. */
export function isValidSpan(startMs: number, stopMs: number | undefined): boolean {
  return isTime(startMs) && (stopMs === undefined || (Number.isFinite(stopMs) && stopMs > startMs));
}

function isTime(timeMs: number): boolean {
  return Number.isFinite(timeMs) && timeMs >= 0;
}
