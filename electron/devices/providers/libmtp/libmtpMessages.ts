import * as z from 'zod/mini';

/** One message to the process that holds libmtp; the next is sent when it has been answered. */
export const LibmtpRequest = z.discriminatedUnion('kind', [
  /** Once, and first: opens the first player there is. */
  z.object({ kind: z.literal('attach') }),
  z.object({ kind: z.literal('read'), handle: z.uint32(), path: z.string() }),
  /** Closes the player; the process then ends. */
  z.object({ kind: z.literal('release') }),
]);
export type LibmtpRequest = z.infer<typeof LibmtpRequest>;

/** MTP's names have 254 units at most (MTP 1.1, 3.2.3). */
const maximumNameUnits = 254;
export const filesPerMessage = 500;

export const LibmtpFile = z.object({
  handle: z.uint32(),
  storageId: z.uint32(),
  name: z.string().check(z.maxLength(maximumNameUnits)),
  /** `null` where libmtp does not say: 2^32-1 bytes. */
  sizeBytes: z.nullable(z.int().check(z.nonnegative())),
});
export type LibmtpFile = z.infer<typeof LibmtpFile>;

export const LibmtpAnswer = z.discriminatedUnion('kind', [
  /** Some of the files of the player; any number of these come before `attached`. */
  z.object({
    kind: z.literal('files'),
    files: z.array(LibmtpFile).check(z.maxLength(filesPerMessage)),
  }),
  z.object({ kind: z.literal('attached') }),
  z.object({ kind: z.literal('read') }),
  /** libmtp gives no reasons; `noLibrary` is that it is not there. Nothing may be asked any more. */
  z.object({ kind: z.literal('failed'), reason: z.enum(['noLibrary', 'refused']) }),
]);
export type LibmtpAnswer = z.infer<typeof LibmtpAnswer>;
