import { initialSessionState, type SessionState } from '../session/SessionState.ts';
import { sessionTransition } from '../session/sessionTransition.ts';
import { fakeCapabilities } from './FakeMediaSink.ts';
import { inputFor, type InputName } from './sessionAlphabet.ts';

export const idleTimeoutMs = 1_000;

const set = ['setTopology', 'topology resolved'] as const;
const ready = [...set, 'fact prepared'] as const;
const playing = [...ready, 'start', 'source granted', 'fact started'] as const;
const paused = [...playing, 'pause', 'source granted', 'fact paused'] as const;
const queued = [
  ...[...playing, ...set, 'source granted to next', 'fact prepared of next'],
] as const;

/** Every state the table looks at, by the inputs that lead there from a new session. */
export const phasePaths = {
  fresh: [],
  'resolving a topology': ['setTopology'],
  'stopped, not ready': set,
  'stopped, ready': ready,
  'starting: source': [...ready, 'start'],
  'starting: not prepared': [...set, 'start', 'source granted'],
  'starting: sink': [...ready, 'start', 'source granted'],
  'starting: blocked': [...ready, 'start', 'source granted', 'fact blocked'],
  'starting: selecting a segment': [...playing, 'start of a segment'],
  started: playing,
  'started, next armed': queued,
  'started, buffering': [...playing, 'fact stalled'],
  'started, blocked': [...playing, 'fact blocked'],
  'started, awaiting a segment': [...playing, 'start of a segment', 'segmentSelected'],
  'started, waiting for more': [...playing, 'fact ended'],
  'seeking: stopping source': [...playing, 'start at a position'],
  'seeking: starting source': [...playing, 'start at a position', 'source granted'],
  'switching: source': [...playing, 'setTopology immediate', 'topology resolved'],
  'pausing: source': [...playing, 'pause'],
  'pausing: sink': [...playing, 'pause', 'source granted'],
  paused,
  'paused, replaced at start': [...paused, 'setTopology immediate', 'topology resolved'],
  'paused, rate 0': [...paused, 'setRate 0'],
  'scrubbing: sink': [
    ...[...paused, 'setRate 0', 'start at a position'],
    ...['source granted', 'source granted'],
  ],
  'stopping: source': [...playing, 'stop'],
  'stopping: sink': [...playing, 'stop', 'source granted'],
  'changing the rate': [...playing, 'setRate'],
  'sink lost': [...playing, 'sinkInvalidated'],
  closing: [...playing, 'close'],
  closed: ['close'],
  'shut down': ['shutdown'],
} as const satisfies Record<string, readonly string[]>;

export type PhaseName = keyof typeof phasePaths;
export const phaseNames: readonly PhaseName[] = Object.keys(phasePaths) as PhaseName[];

export function stateIn(phase: PhaseName): SessionState {
  let state = initialSessionState(idleTimeoutMs, fakeCapabilities);
  for (const name of phasePaths[phase] as readonly InputName[]) {
    state = sessionTransition(state, inputFor(name, state), 0).state;
  }
  return state;
}
