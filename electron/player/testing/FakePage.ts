import { ClientId, type LeaseId } from '../../contract/ids.ts';
import type { SinkOrder } from '../../contract/sink.ts';
import { fakeCapabilities, FakeMediaSink } from '../../media/testing/FakeMediaSink.ts';
import type { SinkClient, SinkLeases } from '../SinkLeases.ts';

/** A page that can hold the lease; its engine is the media room's fake sink. */
export class FakePage implements SinkClient {
  readonly clientId: ClientId;
  readonly engine = new FakeMediaSink();
  readonly #leases: SinkLeases;
  #leaseId: LeaseId | null = null;

  constructor(name: string, leases: SinkLeases) {
    this.clientId = ClientId.parse(name);
    this.#leases = leases;
    this.engine.events.subscribe((event) => {
      if (event.kind === 'fact' && this.#leaseId !== null) {
        leases.acceptFact(this.clientId, this.#leaseId, event.fact);
      }
    });
  }

  get leaseId(): LeaseId | null {
    return this.#leaseId;
  }

  /** Answers the names of the files it was told to load, oldest first. */
  get prepared(): readonly string[] {
    return this.engine.orders.flatMap((order) =>
      order.kind === 'prepare' ? [order.url.slice('media/'.length)] : [],
    );
  }

  /** What sounds now. */
  get sounding(): string | null {
    const { playingLoadId } = this.engine;
    for (const order of this.engine.orders) {
      if (order.kind === 'prepare' && order.loadId === playingLoadId) {
        return order.url.slice('media/'.length);
      }
    }
    return null;
  }

  ordersOf<Kind extends SinkOrder['kind']>(kind: Kind): Extract<SinkOrder, { kind: Kind }>[] {
    return this.engine.orders.filter(
      (order): order is Extract<SinkOrder, { kind: Kind }> => order.kind === kind,
    );
  }

  sendOrder(leaseId: LeaseId, order: SinkOrder): void {
    this.#leaseId = leaseId;
    this.engine.order(order);
  }

  acquire({
    takeOver = false,
    previousLeaseId,
  }: { takeOver?: boolean; previousLeaseId?: LeaseId | null } = {}): LeaseId | null {
    const leaseId = this.#leases.acquire(this, {
      capabilities: { ...fakeCapabilities, label: this.clientId },
      takeOver,
      previousLeaseId: previousLeaseId ?? undefined,
    });
    this.#leaseId = leaseId;
    return leaseId;
  }

  leave(): void {
    this.#leases.clientGone(this.clientId);
  }
}
