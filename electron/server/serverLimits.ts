/** What one server bears; the defaults are generous for people and tight for machines. */
export interface ServerLimits {
  /** Connections at once, of every kind. */
  readonly connections: number;
  /** Pages connected at once. */
  readonly sockets: number;
  /** Request line and headers together. */
  readonly headerBytes: number;
  /** Until a request's headers have arrived. */
  readonly headersTimeoutMs: number;
  /** How often the above is looked after. */
  readonly checkIntervalMs: number;
  /** An upload during which nothing arrives for this long is ended. */
  readonly uploadIdleMs: number;
  /** An unused connection is kept for the next request for this long. */
  readonly keepAliveMs: number;
}

export const defaultServerLimits: ServerLimits = {
  connections: 256,
  sockets: 64,
  headerBytes: 16 << 10,
  headersTimeoutMs: 10_000,
  checkIntervalMs: 5_000,
  uploadIdleMs: 60_000,
  keepAliveMs: 30_000,
};
