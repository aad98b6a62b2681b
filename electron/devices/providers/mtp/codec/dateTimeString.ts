const pattern =
  /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(?:\.\d+)?(?:(Z)|([+-])(\d{2})(\d{2}))?$/;

/**
 * Wall time in ms since 1970 of an MTP date string, `YYYYMMDDThhmmss[.s][Z|±hhmm]` (MTP 1.1, 3.2.5);
 * without a zone it is this machine's. `null` for what is no date.
 */
export function parseDateTimeString(text: string): number | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map(Number);
  const asUtcMs = Date.UTC(year, month - 1, day, hour, minute, second);
  const check = new Date(asUtcMs);
  const exists =
    check.getUTCFullYear() === year &&
    check.getUTCMonth() === month - 1 &&
    check.getUTCDate() === day;
  if (!exists || hour > 23 || minute > 59 || second > 59) return null;
  const [zulu, sign, zoneHours, zoneMinutes] = match.slice(7);
  if (zulu !== undefined) return asUtcMs;
  if (sign === undefined) return new Date(year, month - 1, day, hour, minute, second).getTime();
  const offsetMs = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000;
  return sign === '+' ? asUtcMs - offsetMs : asUtcMs + offsetMs;
}

/** This machine's time without a zone, to the second, as Android and uMTP read it. */
export function formatDateTimeString(timeMs: number): string {
  const date = new Date(timeMs);
  const digits = (value: number, width = 2) => String(value).padStart(width, '0');
  const day = `${digits(date.getFullYear(), 4)}${digits(date.getMonth() + 1)}${digits(date.getDate())}`;
  return `${day}T${digits(date.getHours())}${digits(date.getMinutes())}${digits(date.getSeconds())}`;
}
