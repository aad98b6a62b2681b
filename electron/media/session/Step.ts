import type { SinkOrder } from '../../contract/sink.ts';
import type { MediaSessionEvent, TopologyStatus } from '../MediaSessionEvent.ts';
import { assertInvariants } from './assertInvariants.ts';
import type { SessionEffect } from './SessionEffect.ts';
import type { SourceRequest } from './SessionInput.ts';
import type { Operation, Presentation, SessionState } from './SessionState.ts';

/** Distributes over the union, so that each kind keeps its own fields. */
type NewOperation = Operation extends infer Kind
  ? Kind extends Operation
    ? Omit<Kind, 'token' | 'heardAtMs'>
    : never
  : never;

/** One transition under way: the state so far and the effects collected. Local to `sessionTransition`. */
export class Step {
  #state: SessionState;
  readonly #effects: SessionEffect[] = [];
  readonly nowMs: number;

  constructor(state: SessionState, nowMs: number) {
    this.#state = state;
    this.nowMs = nowMs;
  }

  get state(): SessionState {
    return this.#state;
  }

  update(change: Partial<SessionState>): void {
    this.#state = { ...this.#state, ...change };
  }

  updateCurrent(change: Partial<Presentation>): void {
    const { current } = this.#state;
    if (current !== null) this.update({ current: { ...current, ...change } });
  }

  updatePending(presentation: Presentation, change: Partial<Presentation>): void {
    this.update({
      pending: this.#state.pending.map((pending) =>
        pending.loadId === presentation.loadId ? { ...pending, ...change } : pending,
      ),
    });
  }

  perform(effect: SessionEffect): void {
    this.#effects.push(effect);
  }

  emit(event: MediaSessionEvent): void {
    this.perform({ kind: 'emit', event });
  }

  emitStatus(presentation: Presentation, status: TopologyStatus): void {
    this.emit({ type: 'MESessionTopologyStatus', topology: presentation.topology, status });
  }

  order(order: SinkOrder): void {
    this.perform({ kind: 'order', order });
  }

  /** @param positionMs source time; `null` where it stands */
  callSource(
    token: number,
    presentation: Presentation,
    request: SourceRequest,
    positionMs: number | null = null,
  ): void {
    this.perform({ kind: 'callSource', token, presentation, request, positionMs });
  }

  nextToken(): number {
    this.update({ lastToken: this.#state.lastToken + 1 });
    return this.#state.lastToken;
  }

  /** Begins an operation and watches that it does not fall silent. */
  begin(operation: NewOperation): number {
    const token = this.nextToken();
    this.update({ operation: { ...operation, token, heardAtMs: this.nowMs } });
    this.perform({ kind: 'armIdleTimer', token, delayMs: this.#state.idleTimeoutMs });
    return token;
  }

  /** Source or sink gave a sign of life. */
  heard(): void {
    const { operation } = this.#state;
    if (operation !== null) this.update({ operation: { ...operation, heardAtMs: this.nowMs } });
  }

  startClock(positionMs: number | null): void {
    const rate = this.#state.rate;
    this.perform({ kind: 'startClock', positionMs, rate });
    this.update({ clock: 'running' });
  }

  pauseClock(): void {
    if (this.#state.clock !== 'running') return;
    this.perform({ kind: 'pauseClock' });
    this.update({ clock: 'paused' });
  }

  stopClock(): void {
    if (this.#state.clock !== 'running' && this.#state.clock !== 'paused') return;
    this.perform({ kind: 'stopClock' });
    this.update({ clock: 'stopped' });
  }

  finish(): { readonly state: SessionState; readonly effects: readonly SessionEffect[] } {
    assertInvariants(this.#state);
    return { state: this.#state, effects: this.#effects };
  }
}
