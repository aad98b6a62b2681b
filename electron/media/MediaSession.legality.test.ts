import { describe, expect, test } from 'vitest';
import type { Result } from '../base/Result.ts';
import type { MediaFailure } from './MediaErrorCode.ts';
import type { CommandResult } from './MediaSession.ts';
import { SessionHarness } from './testing/SessionHarness.ts';

/** Appendix B: which call is legal in which state, and how the others are refused. */
type SessionCase = 'fresh' | 'stopped' | 'started' | 'paused' | 'closed' | 'shutDown';

const reach: Record<SessionCase, (harness: SessionHarness) => Promise<unknown>> = {
  fresh: () => Promise.resolve(),
  stopped: async (harness) => {
    await harness.playing();
    await harness.run(harness.session.stop());
  },
  started: (harness) => harness.playing(),
  paused: async (harness) => {
    await harness.playing();
    await harness.run(harness.session.pause());
  },
  closed: async (harness) => {
    await harness.playing();
    await harness.run(harness.session.close());
  },
  shutDown: async (harness) => {
    await harness.playing();
    harness.session.shutdown();
  },
};

const commands = {
  setTopology: ({ session, topology }: Given) => session.setTopology(topology),
  clearTopologies: ({ session }: Given) => session.clearTopologies(),
  start: ({ session }: Given) => session.start(),
  pause: ({ session }: Given) => session.pause(),
  stop: ({ session }: Given) => session.stop(),
  close: ({ session }: Given) => session.close(),
  setRate: ({ session }: Given): CommandResult => {
    const service = session.getService('rateControl');
    return service.ok ? service.value.setRate(2) : service;
  },
} as const satisfies Record<string, (given: Given) => CommandResult>;

const queries = {
  getClock: ({ session }: Given) => session.getClock(),
  getFullTopology: ({ session }: Given) => session.getFullTopology('current'),
  getSessionCapabilities: ({ session }: Given) => session.getSessionCapabilities(),
  shutdown: ({ session }: Given) => session.shutdown(),
} as const satisfies Record<string, (given: Given) => Result<unknown, MediaFailure>>;

type Given = Pick<SessionHarness, 'session'> & {
  readonly topology: ReturnType<SessionHarness['topology']>;
};
type Call = keyof typeof commands | keyof typeof queries;

/**
 * `ok`: accepted, and one event says so where it is a command. `event code`: accepted, and one event
 * says that. `refused code`: the call says so itself, and no event follows.
 */
const table: Record<Call, Record<SessionCase, string>> = {
  setTopology: row('ok', 'ok', 'ok', 'ok', 'refused invalidRequest'),
  clearTopologies: row('ok', 'ok', 'ok', 'ok', 'event invalidRequest'),
  start: row('event invalidRequest', 'ok', 'ok', 'ok', 'refused invalidRequest'),
  pause: row(
    'event invalidRequest',
    'refused pauseWhileStopped',
    'ok',
    'ok',
    'refused invalidRequest',
  ),
  stop: row('event invalidRequest', 'ok', 'ok', 'ok', 'refused invalidRequest'),
  close: row('ok', 'ok', 'ok', 'ok', 'refused invalidRequest'),
  setRate: row('ok', 'ok', 'ok', 'ok', 'refused invalidRequest'),
  getClock: row('ok', 'ok', 'ok', 'ok', 'ok'),
  // Legal, but where nothing is there to be found it says so.
  getFullTopology: row('refused notAvailable', 'ok', 'ok', 'ok', 'refused notAvailable'),
  getSessionCapabilities: row('ok', 'ok', 'ok', 'ok', 'ok'),
  shutdown: row('ok', 'ok', 'ok', 'ok', 'ok'),
};

function row(
  fresh: string,
  stopped: string,
  started: string,
  paused: string,
  closed: string,
): Record<SessionCase, string> {
  return { fresh, stopped, started, paused, closed, shutDown: 'refused shutdown' };
}

/** Makes one call in one state and puts in a word what came of it. */
async function outcomeOf(call: Call, sessionCase: SessionCase): Promise<string> {
  const harness = new SessionHarness();
  await reach[sessionCase](harness);
  const given = { session: harness.session, topology: harness.topology() };
  const before = harness.events.length;
  const isCommand = call in commands;
  const answer = isCommand
    ? commands[call as keyof typeof commands](given)
    : queries[call as keyof typeof queries](given);
  if (!answer.ok) {
    await harness.settle();
    expect(harness.events).toHaveLength(before);
    return `refused ${answer.error.code}`;
  }
  if (!isCommand) return 'ok';
  const failure = await harness.run(answer as CommandResult);
  return failure === null ? 'ok' : `event ${failure.code}`;
}

function outcomesIn(sessionCase: SessionCase): Promise<readonly [Call, string][]> {
  const calls = Object.keys(table) as Call[];
  return Promise.all(
    calls.map(async (call): Promise<[Call, string]> => [call, await outcomeOf(call, sessionCase)]),
  );
}

function expectedIn(sessionCase: SessionCase): readonly [string, string][] {
  return Object.entries(table).map(([call, cases]) => [call, cases[sessionCase]]);
}

describe('legal calls (Appendix B)', () => {
  test('MS-11 of a fresh session, start, pause and stop fail on their event', async () => {
    expect(await outcomesIn('fresh')).toEqual(expectedIn('fresh'));
  });

  test('MS-18 of a stopped session, pause alone is refused', async () => {
    expect(await outcomesIn('stopped')).toEqual(expectedIn('stopped'));
  });

  test('MS-07 of a started session, everything is legal', async () => {
    expect(await outcomesIn('started')).toEqual(expectedIn('started'));
  });

  test('MS-07 of a paused session, everything is legal', async () => {
    expect(await outcomesIn('paused')).toEqual(expectedIn('paused'));
  });

  test('MS-53 of a closed session, only what reads is, and clearing fails on its event', async () => {
    expect(await outcomesIn('closed')).toEqual(expectedIn('closed'));
  });

  test('MS-54 of a session that was shut down, nothing is', async () => {
    expect(await outcomesIn('shutDown')).toEqual(expectedIn('shutDown'));
  });
});
