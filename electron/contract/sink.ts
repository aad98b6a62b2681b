import * as z from 'zod/mini';
import { ClientId, GrantId, LeaseId, LoadId } from './ids.ts';
import { PositionMs, Rate } from './playback.ts';

/** What the page that wants to play can do; asked of the browser, not guessed from its name. */
export const SinkCapabilities = z.strictObject({
  /** Rate of the page's audio output. */
  sampleRateHz: z.int().check(z.gte(1), z.lte(768_000)),
  channelCount: z.int().check(z.gte(1), z.lte(64)),
  /** MIME types (with codecs) the page answered "probably" or "maybe" to. */
  playableTypes: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(200)),
  /** How the person knows this page: "Chrome · Linux". */
  label: z.string().check(z.maxLength(200)),
});
export type SinkCapabilities = z.infer<typeof SinkCapabilities>;

/**
 * Orders of main to the page that holds the lease. `slot`s are two: what plays, and what is prepared
 * to follow. Positions are presentation time of the load they are about.
 */
export const SinkOrder = z.discriminatedUnion('kind', [
  /** Load `url` into the spare slot and report `prepared` or `failed`; makes no sound. */
  z.strictObject({
    kind: z.literal('prepare'),
    loadId: LoadId,
    grantId: GrantId,
    /** Relative to the page's origin. */
    url: z.string(),
    mimeType: z.nullable(z.string()),
    hasVideo: z.boolean(),
  }),
  /** Play this load from `positionMs`; whatever else sounds falls silent first. Reports `started`. */
  z.strictObject({
    kind: z.literal('start'),
    loadId: LoadId,
    /** `null`: from where it stands. */
    positionMs: z.nullable(z.number()),
    rate: z.number(),
  }),
  z.strictObject({ kind: z.literal('pause'), loadId: LoadId }),
  z.strictObject({ kind: z.literal('stop'), loadId: LoadId }),
  /** Show the one frame at `positionMs`, silently; reports `scrubbed`. */
  z.strictObject({ kind: z.literal('scrub'), loadId: LoadId, positionMs: z.number() }),
  z.strictObject({ kind: z.literal('setRate'), loadId: LoadId, rate: z.number() }),
  /** When `loadId` ends, `nextLoadId` follows without a new order; reports `switched`. `null` takes it back. */
  z.strictObject({
    kind: z.literal('setNext'),
    loadId: LoadId,
    nextLoadId: z.nullable(LoadId),
  }),
  z.strictObject({ kind: z.literal('setVolume'), volume: z.number(), muted: z.boolean() }),
  /** Forget this load and free what it holds. */
  z.strictObject({ kind: z.literal('unload'), loadId: LoadId }),
]);
export type SinkOrder = z.infer<typeof SinkOrder>;

/** Rate 0 shows one frame and stands still. */
const SinkRate = z.union([z.literal(0), Rate]);
const AgeMs = z.number().check(z.gte(0), z.lte(60_000));

/** Facts of the page about a load. `ageMs`: how long ago it was true when it was sent. */
export const SinkFact = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('prepared'),
    loadId: LoadId,
    /** As the decoder knows it; `null` when it does not (live, damaged) or says what cannot be. */
    durationMs: z.nullable(PositionMs),
    seekable: z.boolean(),
    hasAudio: z.boolean(),
    hasVideo: z.boolean(),
    widthPx: z.int(),
    heightPx: z.int(),
  }),
  z.strictObject({
    kind: z.literal('started'),
    loadId: LoadId,
    positionMs: PositionMs,
    ageMs: AgeMs,
    rate: SinkRate,
  }),
  /**
   * Sent about four times a second while playing, at every jump, and as a sign of life while bytes
   * arrive of a load that does not play.
   */
  z.strictObject({
    kind: z.literal('position'),
    loadId: LoadId,
    positionMs: PositionMs,
    ageMs: AgeMs,
    rate: SinkRate,
    bufferedMs: z.array(z.tuple([PositionMs, PositionMs])).check(z.maxLength(50)),
  }),
  z.strictObject({ kind: z.literal('paused'), loadId: LoadId, positionMs: PositionMs }),
  /** What sounded was paused by the browser or the system (a call, another program), unasked. */
  z.strictObject({ kind: z.literal('interrupted'), loadId: LoadId, positionMs: PositionMs }),
  z.strictObject({ kind: z.literal('stopped'), loadId: LoadId }),
  z.strictObject({ kind: z.literal('scrubbed'), loadId: LoadId, positionMs: PositionMs }),
  z.strictObject({ kind: z.literal('rateChanged'), loadId: LoadId, rate: SinkRate }),
  z.strictObject({ kind: z.literal('stalled'), loadId: LoadId, positionMs: PositionMs }),
  z.strictObject({ kind: z.literal('resumed'), loadId: LoadId, positionMs: PositionMs }),
  /** Everything of this load was heard and nothing follows. */
  z.strictObject({ kind: z.literal('ended'), loadId: LoadId, positionMs: PositionMs }),
  /** `loadId` ended and `nextLoadId` sounds, `ageMs` ago. */
  z.strictObject({
    kind: z.literal('switched'),
    loadId: LoadId,
    nextLoadId: LoadId,
    ageMs: AgeMs,
  }),
  z.strictObject({
    kind: z.literal('failed'),
    loadId: LoadId,
    reason: z.enum(['network', 'decode', 'unsupported', 'aborted']),
    details: z.string().check(z.maxLength(1_000)),
  }),
  /** The browser refused sound without a gesture; an order about what plays makes the page give it up. */
  z.strictObject({ kind: z.literal('blocked'), loadId: LoadId }),
  /** The person made the gesture: the page starts what was refused by itself, and reports `started`. */
  z.strictObject({ kind: z.literal('unblocked') }),
  /** The output changed under the page (device removed, other sample rate). */
  z.strictObject({ kind: z.literal('formatChanged'), capabilities: SinkCapabilities }),
]);
export type SinkFact = z.infer<typeof SinkFact>;

/** Who plays. */
export const SinkSnapshot = z.strictObject({
  holder: z.nullable(z.strictObject({ clientId: ClientId, label: z.string() })),
  blocked: z.boolean(),
});
export type SinkSnapshot = z.infer<typeof SinkSnapshot>;

export const SinkLease = z.strictObject({ leaseId: LeaseId });
