/** A time a device gave, in ISO 8601. It may say anything; beyond what a `Date` holds it says nothing. */
export function isoTimeOf(ms: number | null): string | null {
  const date = new Date(ms ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
