import { assertNever } from '../../base/assertNever.ts';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError, ErrorCode } from '../../contract/errors.ts';
import type { SessionEffect, SessionFailure, SessionInput } from './SessionInput.ts';
import {
  noSession,
  participantOrder,
  type ParticipantFailure,
  type ParticipantName,
  type SessionRequest,
  type SessionState,
  type SessionTypeList,
} from './SessionState.ts';

export interface DeviceSessionTransition {
  readonly state: SessionState;
  /** To be carried out in this order. */
  readonly effects: readonly SessionEffect[];
}

type Answered = Extract<SessionInput, { kind: 'participantAnswered' }>;

/** What becomes of a device's session when something happens; pure. */
export function deviceSessionTransition(
  state: SessionState,
  input: SessionInput,
): DeviceSessionTransition {
  switch (input.kind) {
    case 'beginRequested':
      return onBeginRequested(state, input.request);
    case 'endRequested':
      return onEndRequested(state, input.request);
    case 'participantAnswered':
      return onAnswered(state, input);
    case 'connectionLost':
      return onConnectionLost(state, input.error);
    default:
      return assertNever(input);
  }
}

/** One session at a time (WD-06); one that could be ended only in part stands in nobody's way. */
function onBeginRequested(state: SessionState, request: SessionRequest): DeviceSessionTransition {
  if (state.phase !== 'none' && state.phase !== 'partlyEnded') {
    return { state, effects: [refusal(request, 'device.sessionActive')] };
  }
  return goOnBeginning(request, []);
}

function goOnBeginning(
  request: SessionRequest,
  begun: readonly ParticipantName[],
): DeviceSessionTransition {
  const asked = participantOrder[begun.length];
  if (asked === undefined) {
    return { state: { phase: 'active', types: request.types }, effects: [success(request)] };
  }
  return {
    state: { phase: 'beginning', request, asked, begun },
    effects: [{ kind: 'askBegin', participant: asked, request }],
  };
}

/** The same types as at the beginning end it, all of it (WD-12, WD-13). */
function onEndRequested(state: SessionState, request: SessionRequest): DeviceSessionTransition {
  if (state.phase !== 'active' && state.phase !== 'partlyEnded') {
    return { state, effects: [refusal(request, 'device.noSession')] };
  }
  if (!isSameTypes(state.types, request.types)) {
    return { state, effects: [refusal(request, 'device.invalidRequest')] };
  }
  const open = state.phase === 'active' ? participantOrder : state.open;
  return goOnEnding({ request, left: open.toReversed(), ended: [], failures: [] });
}

type Ending = Omit<Extract<SessionState, { phase: 'ending' }>, 'phase' | 'asked'>;

function goOnEnding({ request, left, ended, failures }: Ending): DeviceSessionTransition {
  const [asked, ...rest] = left;
  if (asked !== undefined) {
    return {
      state: { phase: 'ending', request, asked, left: rest, ended, failures },
      effects: [{ kind: 'askEnd', participant: asked, request }],
    };
  }
  const [first] = failures;
  if (first === undefined) return { state: noSession, effects: [success(request)] };
  const stillOpen = inOrder(failures.map(({ participant }) => participant));
  return {
    state: { phase: 'partlyEnded', types: request.types, open: stillOpen },
    effects: [failure(request, { error: first.error, failures, stillOpen })],
  };
}

function onAnswered(state: SessionState, input: Answered): DeviceSessionTransition {
  const isAwaited =
    'asked' in state && state.asked === input.participant && state.request.callId === input.callId;
  if (!isAwaited) return { state, effects: [] };
  switch (state.phase) {
    case 'beginning':
      return onBeginAnswered(state, input);
    case 'rollingBack':
      return goOnRollingBack({
        ...state,
        stuck: withFailure(state.stuck, input),
      });
    case 'ending':
      return goOnEnding({
        ...state,
        ended: input.result.ok ? [...state.ended, input.participant] : state.ended,
        failures: withFailure(state.failures, input),
      });
    default:
      return assertNever(state);
  }
}

function onBeginAnswered(
  state: Extract<SessionState, { phase: 'beginning' }>,
  { participant, result }: Answered,
): DeviceSessionTransition {
  const { request, begun } = state;
  if (result.ok) return goOnBeginning(request, [...begun, participant]);
  const cause = { participant, error: result.error };
  return goOnRollingBack({ request, cause, left: begun.toReversed(), stuck: [] });
}

type RollingBack = Omit<Extract<SessionState, { phase: 'rollingBack' }>, 'phase' | 'asked'>;

/** What had begun is ended again; the cause is told, whatever becomes of that (WD-09). */
function goOnRollingBack({ request, cause, left, stuck }: RollingBack): DeviceSessionTransition {
  const [asked, ...rest] = left;
  if (asked !== undefined) {
    return {
      state: { phase: 'rollingBack', request, cause, asked, left: rest, stuck },
      effects: [{ kind: 'askEnd', participant: asked, request }],
    };
  }
  const stillOpen = inOrder(stuck.map(({ participant }) => participant));
  const failures = [cause, ...stuck];
  return {
    state: noSession,
    effects: [failure(request, { error: cause.error, failures, stillOpen })],
  };
}

/** The session goes with the device; the content provider, who is still here, is told to let go. */
function onConnectionLost(state: SessionState, error: AppError): DeviceSessionTransition {
  const lost = { error, failures: [], stillOpen: [] };
  const abandon = (request: SessionRequest): SessionEffect[] =>
    isInSession(state, 'contentProvider')
      ? [{ kind: 'abandon', participant: 'contentProvider', request }]
      : [];
  switch (state.phase) {
    case 'none':
      return { state, effects: [] };
    case 'beginning':
    case 'ending':
      return {
        state: noSession,
        effects: [...abandon(state.request), failure(state.request, lost)],
      };
    case 'rollingBack': {
      const { request, cause } = state;
      const told = { error: cause.error, failures: [cause], stillOpen: [] };
      return { state: noSession, effects: [...abandon(request), failure(request, told)] };
    }
    case 'active':
    case 'partlyEnded': {
      const request = { callId: 0, types: state.types, context: null };
      return { state: noSession, effects: abandon(request) };
    }
    default:
      return assertNever(state);
  }
}

/** Has it begun, or may it have, and not ended? */
export function isInSession(state: SessionState, participant: ParticipantName): boolean {
  switch (state.phase) {
    case 'none':
      return false;
    case 'beginning':
      return state.asked === participant || state.begun.includes(participant);
    case 'rollingBack':
    case 'ending':
      return state.asked === participant || state.left.includes(participant);
    case 'active':
      return true;
    case 'partlyEnded':
      return state.open.includes(participant);
    default:
      return assertNever(state);
  }
}

function isSameTypes(left: SessionTypeList, right: SessionTypeList): boolean {
  return left.length === right.length && left.every((type, index) => type === right[index]);
}

function inOrder(participants: readonly ParticipantName[]): readonly ParticipantName[] {
  return participantOrder.filter((participant) => participants.includes(participant));
}

function withFailure(
  failures: readonly ParticipantFailure[],
  { participant, result }: Answered,
): readonly ParticipantFailure[] {
  return result.ok ? failures : [...failures, { participant, error: result.error }];
}

function refusal(request: SessionRequest, code: ErrorCode): SessionEffect {
  return failure(request, { error: { code }, failures: [], stillOpen: [] });
}

function failure({ callId }: SessionRequest, error: SessionFailure): SessionEffect {
  return { kind: 'answer', callId, result: err(error) };
}

function success({ callId }: SessionRequest): SessionEffect {
  const result: Result<void, SessionFailure> = ok();
  return { kind: 'answer', callId, result };
}
