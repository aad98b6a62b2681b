import * as z from 'zod/mini';

/** The terms of one package inside this program, as the build wrote them beside the page. */
const PackageLicence = z.object({
  name: z.string(),
  version: z.string(),
  /** SPDX expression. */
  licence: z.string(),
  /** The whole text; empty when the package carries none. */
  text: z.string(),
});
export type PackageLicence = z.infer<typeof PackageLicence>;

export const PackageLicences = z.array(PackageLicence);
