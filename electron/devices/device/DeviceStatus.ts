import { assertNever } from '../../base/assertNever.ts';
import type { AppError } from '../../contract/errors.ts';
import type { RunningOperation } from '../operations/OperationSlot.ts';
import type { DeviceState } from './DeviceState.ts';

/** What a person is shown of a device (WMDM_STATUS). */
export interface DeviceStatus {
  readonly state:
    'initialising' | 'ready' | 'busy' | 'locked' | 'obstructed' | 'recovering' | 'lost';
  readonly problem: AppError | null;
  /** Exactly while it is busy (WD-29). */
  readonly operation: RunningOperation | null;
}

export function statusOf(state: DeviceState, running: RunningOperation | null): DeviceStatus {
  switch (state.phase) {
    case 'opening':
    case 'waiting':
      return { state: state.hindrance, problem: state.problem, operation: null };
    case 'open':
      if (state.isRecovering) return { state: 'recovering', problem: null, operation: null };
      return running === null
        ? { state: 'ready', problem: null, operation: null }
        : { state: 'busy', problem: null, operation: running };
    case 'lost':
      return { state: 'lost', problem: state.problem, operation: null };
    default:
      return assertNever(state);
  }
}

/** Why an operation cannot begin now; `null` when it can. Whether another one runs is the slot's business. */
export function refusalOf(state: DeviceState): AppError | null {
  switch (state.phase) {
    case 'opening':
    case 'waiting':
      return state.hindrance === 'locked' || state.hindrance === 'obstructed'
        ? (state.problem ?? { code: 'device.busy' })
        : { code: 'device.busy', details: state.hindrance };
    case 'open':
      return state.isRecovering ? { code: 'device.busy', details: 'recovering' } : null;
    case 'lost':
      return { code: 'device.disconnected' };
    default:
      return assertNever(state);
  }
}
