import type { CommandId } from '../MediaSessionEvent.ts';
import type { StartPosition } from '../StartPosition.ts';
import type { Topology } from '../Topology.ts';

/** MFSESSION_SETTOPOLOGY_FLAGS (MS-20). */
export interface SetTopologyFlags {
  /** End the current presentation now, drop the pending ones and begin this one (MS-22). */
  readonly immediate?: boolean;
  /** The topology is full already (MS-20). */
  readonly noResolution?: boolean;
  /** Remove the current topology, this one or whichever when `null` is given; queues nothing (MS-23). */
  readonly clearCurrent?: boolean;
}

/** An asynchronous command that was accepted; completed by exactly one event (MS-06). */
export type SessionCommand = { readonly commandId: CommandId } & (
  | {
      readonly kind: 'setTopology';
      readonly topology: Topology | null;
      readonly flags: SetTopologyFlags;
    }
  | { readonly kind: 'clearTopologies' }
  | { readonly kind: 'start'; readonly position: StartPosition }
  | { readonly kind: 'pause' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'close' }
  | { readonly kind: 'setRate'; readonly rate: number }
);

export type SessionCommandKind = SessionCommand['kind'];
