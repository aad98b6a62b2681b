import * as z from 'zod/mini';
import { AppError } from './errors.ts';
import { CallId, ClientId, LeaseId, ResumeToken } from './ids.ts';
import { SinkFact, SinkOrder } from './sink.ts';

/** Bumped when page and main of different versions can no longer talk; a page that differs reloads. */
export const protocolVersion = 2;

/** What a page sends. `name` and `input` of an invoke are checked by the router against `commands`. */
export const ClientMessage = z.discriminatedUnion('kind', [
  /**
   * A page whose connection broke names the token it had, and is who it was when it comes back in time.
   * Understood of every version: what another one adds is left out.
   */
  z.object({
    kind: z.literal('hello'),
    protocolVersion: z.int(),
    resumeToken: z.optional(ResumeToken),
  }),
  z.strictObject({
    kind: z.literal('invoke'),
    callId: CallId,
    name: z.string().check(z.maxLength(100)),
    input: z.unknown(),
  }),
  z.strictObject({ kind: z.literal('cancel'), callId: CallId }),
  z.strictObject({
    kind: z.literal('subscribe'),
    topics: z.array(z.string().check(z.maxLength(100))).check(z.maxLength(50)),
  }),
  z.strictObject({ kind: z.literal('fact'), leaseId: LeaseId, fact: SinkFact }),
  z.strictObject({ kind: z.literal('ping'), pingId: z.int() }),
]);
export type ClientMessage = z.infer<typeof ClientMessage>;

export const Reply = z.discriminatedUnion('ok', [
  /** JSON has no `undefined`: a command without output leaves `value` out. */
  z.strictObject({ ok: z.literal(true), value: z.optional(z.unknown()) }),
  z.strictObject({ ok: z.literal(false), error: AppError }),
]);

/** What main sends. */
export const ServerMessage = z.discriminatedUnion('kind', [
  /** Understood of every version, too. */
  z.object({
    kind: z.literal('welcome'),
    clientId: ClientId,
    protocolVersion: z.int(),
    resumeToken: z.optional(ResumeToken),
  }),
  z.strictObject({ kind: z.literal('reply'), callId: CallId, result: Reply }),
  z.strictObject({
    kind: z.literal('topic'),
    name: z.string(),
    revision: z.int(),
    value: z.unknown(),
  }),
  z.strictObject({ kind: z.literal('order'), leaseId: LeaseId, order: SinkOrder }),
  z.strictObject({ kind: z.literal('pong'), pingId: z.int() }),
]);
export type ServerMessage = z.infer<typeof ServerMessage>;

/** A reply as the caller of one command sees it. */
export type Outcome<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: AppError };
