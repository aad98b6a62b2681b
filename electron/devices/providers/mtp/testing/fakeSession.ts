import { FakeMonotonicClock } from '../../../../base/testing/FakeMonotonicClock.ts';
import { silentLogger } from '../../../../base/Logger.ts';
import { MtpSession } from '../operations/MtpSession.ts';
import type { MtpEvent } from '../transaction/MtpTransactions.ts';
import { mtpTimeouts } from '../transaction/MtpTimeouts.ts';
import { FakeResponder } from './FakeResponder.ts';

export const never = new AbortController().signal;

export interface FakeSession {
  readonly responder: FakeResponder;
  readonly clock: FakeMonotonicClock;
  readonly session: MtpSession;
  readonly events: MtpEvent[];
  /** Lets time pass whenever nothing else happens, until `work` is done. */
  passTimeUntil<Value>(work: Promise<Value>): Promise<Value>;
}

/** A session with a `FakeResponder`, on a clock that stands still. */
export async function openFakeSession(responder = new FakeResponder()): Promise<FakeSession> {
  const clock = new FakeMonotonicClock();
  const opened = await MtpSession.open(
    responder,
    { clock, logger: silentLogger, timeouts: mtpTimeouts },
    never,
  );
  if (!opened.ok) throw new Error(opened.error.code);
  const events: MtpEvent[] = [];
  opened.value.events.subscribe((event) => events.push(event));
  return {
    responder,
    clock,
    session: opened.value,
    events,
    passTimeUntil: (work) => passTimeUntil(clock, work),
  };
}

/** Each step lets everything that can happen at one moment happen, then moves the clock. */
export async function passTimeUntil<Value>(
  clock: FakeMonotonicClock,
  work: Promise<Value>,
): Promise<Value> {
  const done = work.then(
    () => true,
    () => true,
  );
  const turn = () => new Promise<false>((resolve) => setImmediate(resolve, false));
  while (!(await Promise.race([done, turn()]))) clock.advance(50);
  return work;
}
