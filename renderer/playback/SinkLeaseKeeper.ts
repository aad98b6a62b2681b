import type { LeaseId } from '../../electron/contract/ids.ts';
import type { SinkCapabilities, SinkSnapshot } from '../../electron/contract/sink.ts';
import type { Bridge, OrderMessage } from '../bridge/Bridge.ts';
import type { SinkEngine } from './SinkEngine.ts';

/** Orders that can come before the answer that names their lease. */
const maximumEarlyOrders = 100;

interface SinkLeaseKeeperOptions {
  readonly bridge: Bridge;
  readonly engine: SinkEngine;
  readonly readCapabilities: () => SinkCapabilities;
  /** May this page begin to play unasked? A page nobody looks at may not. */
  readonly isVisible: () => boolean;
  /** The lease this page held before it was reloaded. */
  readonly previousLeaseId: LeaseId | null;
}

/**
 * Holds the sink lease for this page: takes it when nobody has it, takes it back after a reload or a
 * lost connection, and gives the engine main's orders and main the engine's facts while it holds it.
 *
 * Who holds the lease is told to all. When it is another page this one has lost it; when it is nobody
 * although this page believed to, main took it from a page that answered nothing: it asks for it again.
 */
export class SinkLeaseKeeper {
  readonly #options: SinkLeaseKeeperOptions;
  readonly #ends: (() => void)[];
  readonly #listeners = new Set<() => void>();
  #leaseId: LeaseId | null = null;
  #previousLeaseId: LeaseId | null;
  #sink: SinkSnapshot | null = null;
  /** The queries for the lease, one after the other. */
  #asking: Promise<unknown> = Promise.resolve();
  #askingCount = 0;
  #earlyOrders: OrderMessage[] = [];
  #capabilities: SinkCapabilities | null = null;

  constructor(options: SinkLeaseKeeperOptions) {
    this.#options = options;
    this.#previousLeaseId = options.previousLeaseId;
    const { bridge, engine } = options;
    this.#ends = [
      engine.subscribeFacts((fact) => {
        if (this.#leaseId !== null) bridge.sendFact(this.#leaseId, fact);
      }),
      bridge.subscribeOrders((message) => this.#onOrder(message)),
      bridge.subscribeConnection((state) => {
        if (state === 'open') this.reconcile();
        else this.#lose();
      }),
      bridge.subscribe('sink', (sink) => this.#onSink(sink)),
    ];
  }

  get leaseId(): LeaseId | null {
    return this.#leaseId;
  }

  /** The lease to name when asking for it again, after a reload for example. */
  get lastLeaseId(): LeaseId | null {
    return this.#leaseId ?? this.#previousLeaseId;
  }

  /** Calls `listener` when this page took or lost the lease. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Takes the lease if it is there to be taken. */
  reconcile(): void {
    const { bridge, isVisible } = this.#options;
    if (bridge.connectionState !== 'open' || this.#sink === null || this.#leaseId !== null) return;
    const wasMine = this.#previousLeaseId !== null;
    if (wasMine || (this.#sink.holder === null && isVisible())) void this.#ask(false);
  }

  /** Takes the lease from whoever has it. Resolves with whether this page plays now. */
  playHere(): Promise<boolean> {
    return this.#ask(true);
  }

  /** Tells main when the output is another one than it was. */
  checkOutput(): void {
    if (this.#leaseId === null) return;
    const capabilities = this.#options.readCapabilities();
    if (JSON.stringify(capabilities) === JSON.stringify(this.#capabilities)) return;
    this.#capabilities = capabilities;
    this.#options.bridge.sendFact(this.#leaseId, { kind: 'formatChanged', capabilities });
  }

  /** Gives the lease back, since the page goes away. */
  release(): void {
    const leaseId = this.#leaseId;
    if (leaseId === null) return;
    this.#lose();
    void this.#options.bridge.invoke('sink.release', { leaseId });
  }

  dispose(): void {
    for (const end of this.#ends) end();
    this.#listeners.clear();
  }

  #onSink(sink: SinkSnapshot): void {
    this.#sink = sink;
    const holderId = sink.holder?.clientId;
    if (this.#leaseId !== null && holderId !== this.#options.bridge.clientId) {
      this.#lose();
      if (holderId !== undefined) this.#previousLeaseId = null;
    }
    this.reconcile();
  }

  #onOrder(message: OrderMessage): void {
    if (message.leaseId === this.#leaseId) this.#options.engine.execute(message.order);
    else if (this.#askingCount > 0 && this.#earlyOrders.length < maximumEarlyOrders) {
      this.#earlyOrders.push(message);
    }
  }

  #ask(takeOver: boolean): Promise<boolean> {
    this.#askingCount += 1;
    const asked = this.#asking.then(() => this.#acquire(takeOver));
    // A question that failed does not keep the next one from being asked.
    this.#asking = asked.catch(() => undefined);
    return asked.finally(() => {
      this.#askingCount -= 1;
      if (this.#askingCount === 0) this.#earlyOrders = [];
    });
  }

  async #acquire(takeOver: boolean): Promise<boolean> {
    const { bridge, readCapabilities } = this.#options;
    this.#capabilities ??= readCapabilities();
    const outcome = await bridge.invoke('sink.acquire', {
      capabilities: this.#capabilities,
      takeOver,
      // Also while it believes to hold one: main takes it from a page that answers nothing.
      ...(this.lastLeaseId !== null && { previousLeaseId: this.lastLeaseId }),
    });
    // Without an answer the connection is lost, and that is told on its own.
    if (!outcome.ok) return false;
    if (outcome.value === null) {
      this.#lose();
      this.#previousLeaseId = null;
    } else {
      this.#hold(outcome.value.leaseId);
    }
    return this.#leaseId !== null;
  }

  #hold(leaseId: LeaseId): void {
    if (leaseId === this.#leaseId) return;
    if (this.#leaseId !== null) this.#options.engine.reset();
    this.#leaseId = leaseId;
    this.#previousLeaseId = leaseId;
    const early = this.#earlyOrders.filter((message) => message.leaseId === leaseId);
    this.#earlyOrders = [];
    for (const { order } of early) this.#options.engine.execute(order);
    this.#tell();
  }

  #lose(): void {
    if (this.#leaseId === null) return;
    this.#leaseId = null;
    this.#options.engine.reset();
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
