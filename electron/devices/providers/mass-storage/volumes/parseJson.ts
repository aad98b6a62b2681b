import type * as z from 'zod/mini';

/** What a program told as JSON; `null` where it is none, or other than it should be. */
export function parseJson<Value>(text: string, schema: z.ZodMiniType<Value>): Value | null {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
