import { ClientId, type LeaseId } from '../../contract/ids.ts';
import type { SinkCapabilities, SinkOrder } from '../../contract/sink.ts';
import type { SinkClient } from '../SinkLeases.ts';

/** A page that keeps the orders it was sent. */
export class CapturingSinkClient implements SinkClient {
  readonly clientId: ClientId;
  readonly orders: { readonly leaseId: LeaseId; readonly order: SinkOrder }[] = [];

  constructor(name: string) {
    this.clientId = ClientId.parse(name);
  }

  sendOrder(leaseId: LeaseId, order: SinkOrder): void {
    this.orders.push({ leaseId, order });
  }

  get orderKinds(): readonly string[] {
    return this.orders.map(({ order }) => order.kind);
  }
}

/** What a page in a test says it can do. */
export function stubSinkCapabilities(label = 'A page'): SinkCapabilities {
  return {
    sampleRateHz: 48_000,
    channelCount: 2,
    playableTypes: ['audio/mpeg', 'audio/flac', 'audio/wav', 'audio/ogg; codecs="vorbis"'],
    label,
  };
}
