import { openCommandIds, type SessionState } from './SessionState.ts';

/** What is always true of a session between two inputs; each sentence is checked by the function beside it. */
const invariants: Readonly<Record<string, (state: SessionState) => boolean>> = {
  'a session that is not open holds nothing': (state) =>
    state.lifecycle === 'open' ||
    (state.current === null &&
      state.pending.length === 0 &&
      state.operation === null &&
      state.commands.length === 0 &&
      state.playback === 'stopped'),
  'no command is open twice': (state) => {
    const ids = openCommandIds(state);
    return new Set(ids).size === ids.length;
  },
  'no two presentations share a load': (state) => {
    const ids = [state.current, ...state.pending].map((presentation) => presentation?.loadId);
    return new Set(ids).size === ids.length;
  },
  'only the first pending presentation is loaded': (state) =>
    state.pending.slice(1).every((presentation) => presentation.load === 'none'),
  'what the sink goes on with is the first pending presentation, prepared': (state) =>
    state.armedLoadId === null ||
    (state.pending[0]?.loadId === state.armedLoadId && state.pending[0].load === 'prepared'),
  'a stopped session has a clock that stands and nothing that holds it back': (state) =>
    state.playback !== 'stopped' ||
    ((state.clock === 'invalid' || state.clock === 'stopped') &&
      !state.blocked &&
      !state.buffering.sink &&
      state.switchDue === null &&
      state.awaited === null),
  'a paused session has a paused clock, unless it was paused before anything began': (state) =>
    state.playback !== 'paused' ||
    state.clock === 'paused' ||
    (state.clock !== 'running' && state.current?.startedTold !== true),
  'the clock of a started session is paused only while something holds it back': (state) =>
    state.playback !== 'started' ||
    state.clock !== 'paused' ||
    state.blocked ||
    state.buffering.sink ||
    state.buffering.source,
  'the clock runs only for a started presentation that nothing holds back': (state) =>
    state.clock !== 'running' ||
    (state.playback === 'started' &&
      state.current !== null &&
      !state.blocked &&
      !state.buffering.sink &&
      !state.buffering.source),
  'a start has a presentation to start once its segment is known': (state) =>
    state.operation?.kind !== 'start' ||
    state.operation.stage === 'selecting' ||
    state.current !== null,
  'a switch is due only while a presentation is there to switch to': (state) =>
    state.switchDue === null || (state.current !== null && state.playback === 'started'),
  'a presentation waits only for another one, or for a segment that is awaited': (state) =>
    state.pending.length === 0 || state.current !== null || state.awaited !== null,
  'what replaces the current presentation at the next start is there': (state) =>
    !state.switchAtStart || (state.current !== null && state.pending.length > 0),
  'a segment is awaited only while nothing plays': (state) =>
    state.awaited === null || state.current === null,
};

/** @throws Error naming the sentence that is not true; a bug of this room. */
export function assertInvariants(state: SessionState): void {
  for (const [sentence, holds] of Object.entries(invariants)) {
    if (!holds(state)) throw new Error(`Media session: it is not so that ${sentence}`);
  }
}
