import { err, ok, type Result } from '../base/Result.ts';
import type { TopologyId } from '../contract/ids.ts';
import type { MediaFailure } from './MediaErrorCode.ts';
import type { SessionState } from './session/SessionState.ts';
import { sourceNodesOf, type TopologyNodeId } from './Topology.ts';
import { isValidSpan } from './validateTopology.ts';

/** May the stop time of this node be set so? (MS-52) */
export function isStopEditable(
  state: SessionState,
  topologyId: TopologyId,
  nodeId: TopologyNodeId,
  mediaStopMs: number | null,
): Result<void, MediaFailure> {
  if (state.lifecycle !== 'open') {
    return err({ code: state.lifecycle === 'shutdown' ? 'shutdown' : 'invalidRequest' });
  }
  const queued = state.current === null ? state.pending : [state.current, ...state.pending];
  const node = queued
    .filter(({ topology }) => topology.topologyId === topologyId)
    .flatMap(({ topology }) => sourceNodesOf(topology))
    .find((candidate) => candidate.nodeId === nodeId);
  if (node === undefined) return err({ code: 'notAvailable' });
  return isValidSpan(node.mediaStartMs ?? 0, mediaStopMs ?? undefined)
    ? ok()
    : err({ code: 'topoInvalidTimeAttributes' });
}
