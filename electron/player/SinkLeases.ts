import { randomUUID } from 'node:crypto';
import { Emitter, type EventSource } from '../base/Emitter.ts';
import { LeaseId, type ClientId, type LoadId } from '../contract/ids.ts';
import type { SinkCapabilities, SinkFact, SinkOrder, SinkSnapshot } from '../contract/sink.ts';
import type { MediaSink, MediaSinkEvent } from '../media/MediaSink.ts';

/** One page, as far as playing goes. */
export interface SinkClient {
  readonly clientId: ClientId;
  /** Dropped once the page is gone. */
  sendOrder(leaseId: LeaseId, order: SinkOrder): void;
}

export interface AcquireRequest {
  readonly capabilities: SinkCapabilities;
  /** "Play here": also from another page. */
  readonly takeOver: boolean;
  /** The lease this page held before it was reloaded or lost its connection. */
  readonly previousLeaseId?: LeaseId | undefined;
}

/**
 * How a lease came to its holder. `first`: nobody had played in this run. `takeOver`: the person said
 * "Play here". `returned`: the page that played last is back. `claimed`: another page found it free,
 * which is no reason to make it sound.
 */
export type LeaseOrigin = 'first' | 'takeOver' | 'returned' | 'claimed';

const maximumLineage = 16;

interface Lease {
  readonly leaseId: LeaseId;
  readonly client: SinkClient;
  capabilities: SinkCapabilities;
}

interface Loudness {
  readonly volume: number;
  readonly muted: boolean;
}

/**
 * The sink as the media session sees it: whichever page holds the lease. One page at a time does; its
 * facts carry the lease they belong to, and those of an earlier lease are dropped.
 */
export class SinkLeases implements MediaSink {
  readonly #events = new Emitter<MediaSinkEvent>();
  readonly #changes = new Emitter<SinkSnapshot>();
  #lease: Lease | undefined;
  /** The present or last lease, and those its page held before without another one in between. */
  #lineage: readonly LeaseId[] = [];
  #origin: LeaseOrigin = 'first';
  /** The load whose sound the browser refused without a gesture. */
  #blockedLoadId: LoadId | null = null;
  #loudness: Loudness = { volume: 1, muted: false };
  /** What the holder has been told to load, so that it can be silenced when it is replaced. */
  readonly #loads = new Set<LoadId>();

  get capabilities(): SinkCapabilities | null {
    return this.#lease?.capabilities ?? null;
  }

  get events(): EventSource<MediaSinkEvent> {
    return this.#events;
  }

  /** How the present holder got the lease; read when `available` is told. */
  get origin(): LeaseOrigin {
    return this.#origin;
  }

  /** Did the browser refuse to make sound without a gesture? */
  get blocked(): boolean {
    return this.#blockedLoadId !== null;
  }

  get snapshot(): SinkSnapshot {
    const lease = this.#lease;
    return {
      holder:
        lease === undefined
          ? null
          : { clientId: lease.client.clientId, label: lease.capabilities.label },
      blocked: this.blocked,
    };
  }

  get changes(): EventSource<SinkSnapshot> {
    return this.#changes;
  }

  order(order: SinkOrder): void {
    const lease = this.#lease;
    if (lease === undefined) return;
    if (order.kind === 'prepare') this.#loads.add(order.loadId);
    if (order.kind === 'unload') this.#loads.delete(order.loadId);
    if (givesUpBlocked(order, this.#blockedLoadId)) this.#setBlocked(null);
    lease.client.sendOrder(lease.leaseId, order);
  }

  /** Tells the holder, and every later one, how loud to be. */
  setLoudness(loudness: Loudness): void {
    this.#loudness = loudness;
    this.order({ kind: 'setVolume', ...loudness });
  }

  /** The lease, or `null` when another page has it. A holder that asks again keeps its lease. */
  acquire(client: SinkClient, request: AcquireRequest): LeaseId | null {
    const held = this.#lease;
    const { previousLeaseId, takeOver } = request;
    const returned = previousLeaseId !== undefined && this.#lineage.includes(previousLeaseId);
    if (held?.client.clientId === client.clientId) {
      this.#changeCapabilities(held, request.capabilities);
      return held.leaseId;
    }
    if (held !== undefined && !takeOver && !returned) return null;
    if (takeOver) this.#origin = 'takeOver';
    else if (returned) this.#origin = 'returned';
    else this.#origin = this.#lineage.length === 0 ? 'first' : 'claimed';
    this.#end();
    const leaseId = LeaseId.parse(randomUUID());
    // A page that is going away may find its lease free once more before its successor asks for it.
    this.#lineage = [...(returned ? this.#lineage : []), leaseId].slice(-maximumLineage);
    this.#lease = { leaseId, client, capabilities: request.capabilities };
    this.order({ kind: 'setVolume', ...this.#loudness });
    this.#changes.emit(this.snapshot);
    this.#events.emit({ kind: 'available', capabilities: request.capabilities });
    return leaseId;
  }

  /** A lease that has moved on is no longer the page's to give back. */
  release(clientId: ClientId, leaseId: LeaseId): void {
    if (this.#lease?.leaseId === leaseId) this.clientGone(clientId);
  }

  clientGone(clientId: ClientId): void {
    if (this.#lease?.client.clientId === clientId) this.revoke();
  }

  /** The holder answers nothing: it is as good as gone, until it is heard of again. */
  revoke(): void {
    if (this.#lease === undefined) return;
    this.#end();
    this.#changes.emit(this.snapshot);
  }

  /** What a page says of its loads. Only the holder's word about its present lease counts. */
  acceptFact(clientId: ClientId, leaseId: LeaseId, fact: SinkFact): void {
    const lease = this.#lease;
    if (lease?.leaseId !== leaseId || lease.client.clientId !== clientId) return;
    if (fact.kind === 'blocked') this.#setBlocked(fact.loadId);
    if (fact.kind === 'unblocked' || fact.kind === 'started') this.#setBlocked(null);
    if (fact.kind === 'formatChanged') this.#changeCapabilities(lease, fact.capabilities);
    this.#events.emit({ kind: 'fact', fact });
  }

  #end(): void {
    const lease = this.#lease;
    if (lease === undefined) return;
    for (const loadId of this.#loads) {
      lease.client.sendOrder(lease.leaseId, { kind: 'unload', loadId });
    }
    this.#loads.clear();
    this.#lease = undefined;
    this.#blockedLoadId = null;
    this.#events.emit({ kind: 'invalidated' });
  }

  #changeCapabilities(lease: Lease, capabilities: SinkCapabilities): void {
    const relabelled = lease.capabilities.label !== capabilities.label;
    lease.capabilities = capabilities;
    if (relabelled) this.#changes.emit(this.snapshot);
  }

  #setBlocked(loadId: LoadId | null): void {
    const wasBlocked = this.blocked;
    this.#blockedLoadId = loadId;
    if (this.blocked !== wasBlocked) this.#changes.emit(this.snapshot);
  }
}

/** Does the page forget what it was refused, so that no gesture brings it back? */
function givesUpBlocked(order: SinkOrder, blockedLoadId: LoadId | null): boolean {
  switch (order.kind) {
    case 'start':
    case 'scrub':
      return true;
    case 'pause':
    case 'stop':
    case 'unload':
      return order.loadId === blockedLoadId;
    case 'prepare':
    case 'setRate':
    case 'setNext':
    case 'setVolume':
      return false;
  }
}
