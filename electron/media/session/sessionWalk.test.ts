import assert from 'node:assert/strict';
import { test } from 'vitest';
import { ok } from '../../base/Result.ts';
import { alphabetTopology, inputFor, inputNames } from '../testing/sessionAlphabet.ts';
import { fakeCapabilities } from '../testing/FakeMediaSink.ts';
import { phaseNames, stateIn } from '../testing/sessionPhases.ts';
import { commandRefusal } from './commandRefusal.ts';
import type { SessionEffect } from './SessionEffect.ts';
import type { SessionInput } from './SessionInput.ts';
import { initialSessionState, openCommandIds, type SessionState } from './SessionState.ts';
import { sessionTransition, type SessionTransition } from './sessionTransition.ts';

const maximumStates = 2_000;
const maximumQueued = 2;
const idleTimeoutMs = 1_000;

/** What two states must share to have the same future: everything but the numbers that only count up. */
function keyOf(state: SessionState): string {
  const names = new Map<string, number>();
  const name = (kind: string, id: number) => {
    const key = `${kind}${id}`;
    if (!names.has(key)) names.set(key, names.size);
    return names.get(key);
  };
  return JSON.stringify(state, (key, value: unknown) => {
    if (key === 'sequencer' || key === 'requested' || key === 'sink') return value !== null;
    if (key === 'topology' && value !== null) return alphabetIdOf(value);
    if (key === 'heardAtMs' || key === 'lastLoadId' || key === 'lastToken') return undefined;
    if (typeof value !== 'number') return value;
    if (key === 'loadId' || key === 'armedLoadId') return name('load', value);
    if (key === 'token' || key === 'commandId') return name(key, value);
    return value;
  });
}

function alphabetIdOf(topology: unknown): unknown {
  return typeof topology === 'object' && topology !== null && 'topologyId' in topology
    ? topology.topologyId
    : null;
}

function completionsIn(effects: readonly SessionEffect[]): number[] {
  return effects.flatMap((effect) =>
    effect.kind === 'emit' && 'completes' in effect.event ? [effect.event.completes] : [],
  );
}

/** Everything that has to be so of one step; with it, it is so of every path. */
function checkStep(before: SessionState, input: SessionInput, step: SessionTransition): void {
  const { state: after, effects } = step;
  const accepted = [
    ...openCommandIds(before),
    ...(input.kind === 'command' && before.lifecycle !== 'shutdown'
      ? [input.command.commandId]
      : []),
  ];
  const completed = completionsIn(effects);
  assert.equal(new Set(completed).size, completed.length, 'completed twice');
  const rest = accepted.filter((id) => !completed.includes(id));
  assert.ok(
    completed.every((id) => accepted.includes(id)),
    'completed unasked',
  );
  if (after.lifecycle === 'open') {
    assert.deepEqual(openCommandIds(after).toSorted(), rest.toSorted());
  }
  checkSilence(before, effects);
  checkClock(before, step);
  checkLoads(before, effects);
}

/** Nothing after MESessionClosed but the status of ClearTopologies; nothing at all after shutdown. */
function checkSilence(before: SessionState, effects: readonly SessionEffect[]): void {
  const events = effects.flatMap((effect) => (effect.kind === 'emit' ? [effect.event.type] : []));
  const closedAt = before.lifecycle === 'open' ? events.indexOf('MESessionClosed') + 1 : 0;
  if (before.lifecycle === 'open' && closedAt === 0) return;
  assert.ok(events.slice(closedAt).every((type) => type === 'MESessionTopologiesCleared'));
  if (before.lifecycle === 'shutdown') assert.equal(effects.length, 0);
}

/** The clock is only told what it can do, and ends up as the state says. */
function checkClock(before: SessionState, { state, effects }: SessionTransition): void {
  let clock = before.clock;
  for (const { kind } of effects) {
    if (kind === 'startClock') clock = 'running';
    if (kind === 'pauseClock') {
      assert.equal(clock, 'running');
      clock = 'paused';
    }
    if (kind === 'stopClock') {
      assert.ok(clock === 'running' || clock === 'paused');
      clock = 'stopped';
    }
  }
  assert.equal(state.clock, clock);
}

/** Two slots: what is loaded is unloaded before a third is prepared. */
function checkLoads(before: SessionState, effects: readonly SessionEffect[]): void {
  const loaded = new Set<number>();
  for (const presentation of [before.current, ...before.pending]) {
    if (presentation?.load === 'preparing' || presentation?.load === 'prepared') {
      loaded.add(presentation.loadId);
    }
  }
  for (const effect of effects) {
    if (effect.kind !== 'order') continue;
    if (effect.order.kind === 'unload') loaded.delete(effect.order.loadId);
    if (effect.order.kind === 'prepare') loaded.add(effect.order.loadId);
    assert.ok(loaded.size <= 2, 'a third load');
  }
}

/** What source, sink, loader and person would answer now; `null` when nobody is waited for. */
function answerFor(state: SessionState): SessionInput | null {
  const { operation, current } = state;
  if (operation === null) return null;
  const { token } = operation;
  const waitsForSource =
    operation.kind === 'close' ||
    ('stage' in operation &&
      ['source', 'stoppingSource', 'startingSource'].includes(operation.stage));
  if (waitsForSource) return inputFor('source granted', state);
  switch (operation.kind) {
    case 'setTopology':
      return { kind: 'topologyResolved', token, result: ok(alphabetTopology(2)) };
    case 'setRate':
      return inputFor('fact rateChanged', state);
    case 'pause':
      return inputFor('fact paused', state);
    case 'stop':
      return inputFor('fact stopped', state);
    case 'start':
      if (operation.stage === 'selecting') {
        return { kind: 'segmentSelected', token, result: ok(3) };
      }
      if (operation.stage === 'blocked') return { kind: 'sinkFact', fact: { kind: 'unblocked' } };
      if (current?.load === 'preparing') return inputFor('fact prepared', state);
      return inputFor(state.rate === 0 ? 'fact scrubbed' : 'fact started', state);
    default:
      return null;
  }
}

/** When everybody answers, every accepted command is completed. */
function checkDrain(start: SessionState): void {
  let state = start;
  for (let turn = 0; turn < 40; turn += 1) {
    const answer = answerFor(state);
    if (answer === null) break;
    const step = sessionTransition(state, answer, 0);
    checkStep(state, answer, step);
    state = step.state;
  }
  assert.deepEqual(openCommandIds(state), []);
  assert.equal(state.operation, null);
}

/** When nobody answers, the idle time ends every wait but the one for a person. */
function checkTimeouts(start: SessionState): void {
  let state = start;
  for (let turn = 1; turn <= 40 && state.operation !== null; turn += 1) {
    const input = inputFor('idleElapsed', state);
    const step = sessionTransition(state, input, turn * idleTimeoutMs * 2);
    checkStep(state, input, step);
    if (step.state.operation?.token === state.operation.token) break;
    state = step.state;
  }
  const { operation } = state;
  const waitsForPerson = operation?.kind === 'start' && operation.stage === 'blocked';
  assert.ok(operation === null || waitsForPerson);
}

test('a breadth-first walk over everything that can happen breaks no invariant', () => {
  const seen = new Map<string, SessionState>();
  const queue: SessionState[] = [];
  const visit = (state: SessionState) => {
    if (state.pending.length > maximumQueued || state.commands.length > maximumQueued) return;
    const key = keyOf(state);
    if (seen.has(key) || seen.size >= maximumStates) return;
    seen.set(key, state);
    queue.push(state);
  };
  visit(initialSessionState(idleTimeoutMs, fakeCapabilities));
  visit(initialSessionState(idleTimeoutMs, null));
  for (const phase of phaseNames) visit(stateIn(phase));
  for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
    for (const name of inputNames) {
      const input = inputFor(name, state);
      if (input.kind === 'command' && commandRefusal(state, input.command.kind) !== null) continue;
      const step = sessionTransition(state, input, 0);
      checkStep(state, input, step);
      visit(step.state);
    }
    checkDrain(state);
    checkTimeouts(state);
  }
  assert.equal(seen.size, maximumStates);
}, 60_000);
