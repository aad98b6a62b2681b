import type { EventSource } from '../base/Emitter.ts';
import type { SinkCapabilities, SinkFact, SinkOrder } from '../contract/sink.ts';

/** What a sink tells the session: facts about loads, and that it came or went. */
export type MediaSinkEvent =
  | { readonly kind: 'fact'; readonly fact: SinkFact }
  /** A page took the lease; topologies can be resolved against `capabilities` now. */
  | { readonly kind: 'available'; readonly capabilities: SinkCapabilities }
  /** MESinkInvalidated: the page that played is gone; every load is forgotten. */
  | { readonly kind: 'invalidated' };

/**
 * Where presentations are heard and seen. The session orders, the sink answers with facts; the
 * engine behind it (media elements today, a sample-accurate one later) is not the session's business.
 */
export interface MediaSink {
  /** `null` while no page holds the lease. */
  readonly capabilities: SinkCapabilities | null;
  /** Dropped while there are no capabilities. */
  order(order: SinkOrder): void;
  readonly events: EventSource<MediaSinkEvent>;
}
