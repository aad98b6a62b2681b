import * as z from 'zod/mini';
import { AppError } from '../contract/errors.ts';

/** What a second start asks of the one that runs. */
export const ForwardedMessage = z.discriminatedUnion('kind', [
  /** Play these files and folders. Absolute paths: the two starts have different working folders. */
  z.strictObject({
    kind: z.literal('open'),
    paths: z.array(z.string()).check(z.maxLength(100_000)),
  }),
  /** A new address with a one-time token, of the headless host. */
  z.strictObject({ kind: z.literal('link') }),
]);
export type ForwardedMessage = z.infer<typeof ForwardedMessage>;

/** `value`: an address to open in a browser; empty when there is none. */
export const ForwardedReply = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.string() }),
  z.strictObject({ ok: z.literal(false), error: AppError }),
]);
export type ForwardedReply = z.infer<typeof ForwardedReply>;
