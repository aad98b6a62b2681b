import { assertNever } from '../../base/assertNever.ts';
import type { AppError, ErrorCode } from '../../contract/errors.ts';
import type { OpenApproach } from '../DeviceProvider.ts';
import type { DeviceEffect, DeviceInput, DeviceState, Hindrance } from './DeviceState.ts';

export interface DeviceTransition {
  readonly state: DeviceState;
  /** To be carried out in this order. */
  readonly effects: readonly DeviceEffect[];
}

/** In ms. A locked phone is asked quietly and steadily, an obstacle less and less often. */
const lockedDelayMs = 3_000;
const obstructedDelaysMs = [2_000, 5_000, 10_000];
const steadyDelayMs = 30_000;

/** Before each reopening of a device that was open and fell silent. */
const recoveryDelaysMs = [1_000, 3_000, 10_000];

/** A device that stays silent is reset once, after it was asked gently this often. */
const gentleAttempts = 2;
const silentCodes: ReadonlySet<ErrorCode> = new Set(['device.timedOut', 'device.protocol']);

const gone: AppError = { code: 'device.disconnected' };
const goneCodes: ReadonlySet<ErrorCode> = new Set(['device.disconnected', 'device.notFound']);

/** What becomes of a device when something happens; pure. */
export function deviceTransition(state: DeviceState, input: DeviceInput): DeviceTransition {
  switch (state.phase) {
    case 'lost':
      return whenLost(state, input);
    case 'opening':
      return whenOpening(state, input);
    case 'waiting':
      return whenWaiting(state, input);
    case 'open':
      return whenOpen(state, input);
    default:
      return assertNever(state);
  }
}

type Phase<Name extends DeviceState['phase']> = Extract<DeviceState, { phase: Name }>;

function whenLost(state: Phase<'lost'>, input: DeviceInput): DeviceTransition {
  switch (input.kind) {
    case 'appeared':
      return input.obstacle === null
        ? opening('initialising', null, 0)
        : obstructed(input.obstacle);
    case 'retryRequested':
      return opening('initialising', state.problem, 0);
    case 'vanished':
      return lost(null);
    default:
      return unchanged(state);
  }
}

function whenOpening(state: Phase<'opening'>, input: DeviceInput): DeviceTransition {
  switch (input.kind) {
    case 'opened':
      return { state: { phase: 'open', isRecovering: false }, effects: [] };
    case 'openFailed':
      return afterFailure(state, input.error);
    case 'vanished':
      return lost(gone, { kind: 'close', error: gone });
    default:
      return unchanged(state);
  }
}

function afterFailure(
  { hindrance, failedCount }: Phase<'opening'>,
  error: AppError,
): DeviceTransition {
  if (goneCodes.has(error.code)) return lost(error);
  if (error.code === 'device.locked') {
    return waiting('locked', error, failedCount + 1, lockedDelayMs);
  }
  if (hindrance !== 'recovering') return obstructed(error, failedCount + 1);
  const delayMs = recoveryDelaysMs[failedCount + 1];
  return delayMs === undefined
    ? lost(error)
    : waiting('recovering', error, failedCount + 1, delayMs);
}

function whenWaiting(state: Phase<'waiting'>, input: DeviceInput): DeviceTransition {
  const { hindrance, problem, failedCount } = state;
  switch (input.kind) {
    case 'retryDue':
      return opening(hindrance, problem, failedCount);
    case 'retryRequested':
      return opening(hindrance, problem, failedCount, { kind: 'cancelRetry' });
    case 'appeared':
      return whenSeenWaiting(state, input.obstacle);
    case 'vanished':
      return lost(gone, { kind: 'cancelRetry' });
    default:
      return unchanged(state);
  }
}

/** What was in the way is not any more, or it is something else; who waits for another reason waits on. */
function whenSeenWaiting(state: Phase<'waiting'>, obstacle: AppError | null): DeviceTransition {
  if (state.hindrance !== 'obstructed') return unchanged(state);
  if (obstacle !== null) return unchanged({ ...state, problem: obstacle });
  return opening('obstructed', state.problem, 0, { kind: 'cancelRetry' });
}

function whenOpen(state: Phase<'open'>, input: DeviceInput): DeviceTransition {
  switch (input.kind) {
    case 'connectionRecovering':
      return unchanged({ phase: 'open', isRecovering: true });
    case 'connectionRecovered':
      return unchanged({ phase: 'open', isRecovering: false });
    case 'connectionLost': {
      const close: DeviceEffect = { kind: 'close', error: input.error };
      return goneCodes.has(input.error.code)
        ? lost(input.error, close)
        : waiting('recovering', input.error, 0, recoveryDelaysMs[0] ?? 0, close);
    }
    case 'vanished':
      return lost(gone, { kind: 'close', error: gone });
    case 'ejected':
      return lost(null, { kind: 'close', error: gone });
    default:
      return unchanged(state);
  }
}

function unchanged(state: DeviceState): DeviceTransition {
  return { state, effects: [] };
}

function lost(problem: AppError | null, ...effects: readonly DeviceEffect[]): DeviceTransition {
  return { state: { phase: 'lost', problem }, effects };
}

function opening(
  hindrance: Hindrance,
  problem: AppError | null,
  failedCount: number,
  ...before: readonly DeviceEffect[]
): DeviceTransition {
  const isReset =
    problem !== null && silentCodes.has(problem.code) && failedCount === gentleAttempts;
  const approach: OpenApproach = isReset ? 'afterReset' : 'gently';
  return {
    state: { phase: 'opening', hindrance, problem, failedCount },
    effects: [...before, { kind: 'open', approach }],
  };
}

function obstructed(problem: AppError, failedCount = 0): DeviceTransition {
  const delayMs = obstructedDelaysMs[failedCount] ?? steadyDelayMs;
  return waiting('obstructed', problem, failedCount, delayMs);
}

function waiting(
  hindrance: Exclude<Hindrance, 'initialising'>,
  problem: AppError,
  failedCount: number,
  delayMs: number,
  ...before: readonly DeviceEffect[]
): DeviceTransition {
  return {
    state: { phase: 'waiting', hindrance, problem, failedCount },
    effects: [...before, { kind: 'scheduleRetry', delayMs }],
  };
}
