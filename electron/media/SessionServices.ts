import type { Result } from '../base/Result.ts';
import type { TopologyId } from '../contract/ids.ts';
import type { MediaFailure } from './MediaErrorCode.ts';
import type { CommandResult } from './CommandResult.ts';
import type { TopologyNodeId } from './Topology.ts';

/** IMFRateControl and IMFRateSupport. */
export interface RateControl {
  /** The rate in force; 1 on a fresh session. */
  readonly rate: number;
  /** Completed by MESessionRateChanged. 0 is scrubbing, 0.25 to 4 plays. */
  setRate(rate: number, options?: { readonly thin?: boolean }): CommandResult;
  readonly slowestRate: number;
  readonly fastestRate: number;
  /** On refusal, `nearestRate` is what would be taken. */
  isRateSupported(rate: number): { readonly supported: boolean; readonly nearestRate: number };
}

/** IMFTopologyNodeAttributeEditor: the stop time of a presentation that is already queued (MS-52). */
export interface TopologyNodeAttributeEditor {
  /** `null`: to the end of the source. */
  setMediaStop(
    topologyId: TopologyId,
    nodeId: TopologyNodeId,
    mediaStopMs: number | null,
  ): Result<void, MediaFailure>;
}

/** What `MediaSession.getService` finds. */
export interface SessionServices {
  readonly rateControl: RateControl;
  readonly topologyNodeAttributeEditor: TopologyNodeAttributeEditor;
}
