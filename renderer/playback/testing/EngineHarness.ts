import { vi } from 'vitest';
import { GrantId, LoadId } from '../../../electron/contract/ids.ts';
import type { SinkFact, SinkOrder } from '../../../electron/contract/sink.ts';
import { MediaElementEngine } from '../MediaElementEngine.ts';
import { FakeMediaElement } from './FakeMediaElement.ts';

export const one = LoadId.parse(1);
export const two = LoadId.parse(2);
export const three = LoadId.parse(3);
export const song = { durationSeconds: 100 };
export const film = { durationSeconds: 60, widthPx: 640, heightPx: 360 };

/** An order to play a load. */
export function start(loadId: LoadId, positionMs: number | null = null, rate = 1): SinkOrder {
  return { kind: 'start', loadId, positionMs, rate };
}

/** An engine on fake elements and fake timers, and the facts it told. */
export class EngineHarness implements Disposable {
  readonly fakes = [new FakeMediaElement(), new FakeMediaElement()] as const;
  readonly engine: MediaElementEngine;
  readonly facts: SinkFact[] = [];

  constructor() {
    vi.useFakeTimers();
    this.engine = new MediaElementEngine(document, (index) => this.fakes[index].element);
    this.engine.subscribeFacts((fact) => this.facts.push(fact));
  }

  prepare(loadId: LoadId, hasVideo = false): void {
    const grantId = GrantId.parse(`g${loadId}`);
    const url = `media/${grantId}`;
    this.engine.execute({ kind: 'prepare', loadId, grantId, url, mimeType: null, hasVideo });
  }

  async order(...orders: SinkOrder[]): Promise<void> {
    for (const order of orders) this.engine.execute(order);
    await this.settle();
  }

  /** Lets promises, not timers, run on. */
  async settle(): Promise<void> {
    await vi.advanceTimersByTimeAsync(0);
  }

  factsOf(kind: SinkFact['kind']): SinkFact[] {
    return this.facts.filter((fact) => fact.kind === kind);
  }

  /** The first load plays, in the first element. */
  async playFirst(): Promise<void> {
    this.prepare(one);
    this.fakes[0].finishLoading(song);
    await this.order(start(one));
  }

  [Symbol.dispose](): void {
    this.engine.dispose();
    vi.restoreAllMocks();
    vi.useRealTimers();
  }
}
