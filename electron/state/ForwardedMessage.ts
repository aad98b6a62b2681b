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
  z.strictObject({
    kind: z.literal('link'),
    /** Is the default browser to be opened, too? */
    withPage: z.boolean(),
  }),
]);
export type ForwardedMessage = z.infer<typeof ForwardedMessage>;

export const ForwardedReply = z.discriminatedUnion('ok', [
  z.strictObject({
    ok: z.literal(true),
    /** What was asked for, or where what was handed over is seen; to be told to the person. */
    address: z.nullable(z.string()),
    /** A file to open with the default browser, which it signs in; no address stands in a command. */
    page: z.nullable(z.string()),
  }),
  z.strictObject({ ok: z.literal(false), error: AppError }),
]);
export type ForwardedReply = z.infer<typeof ForwardedReply>;

/** Done, and there is nothing to show. */
export const doneReply: ForwardedReply = { ok: true, address: null, page: null };
