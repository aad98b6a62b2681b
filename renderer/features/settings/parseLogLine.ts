const levels = ['debug', 'info', 'warn', 'error', 'fatal'] as const;

/** One line of the log file, taken apart. */
export interface LogLine {
  readonly at: Date;
  readonly level: (typeof levels)[number];
  readonly message: string;
  /** Everything else it holds, `name=value`, values that are no plain text as JSON. */
  readonly details: string;
}

/** @returns `null` for what is no line of the log, such as one that was cut off */
export function parseLogLine(line: string): LogLine | null {
  const fields = fieldsOf(line);
  if (fields === null) return null;
  const { time, level: name, msg, ...rest } = fields;
  const at = new Date(typeof time === 'string' ? time : NaN);
  const level = levels.find((each) => each === name);
  if (Number.isNaN(at.getTime()) || level === undefined || typeof msg !== 'string') return null;
  const details = Object.entries(rest).map(([field, value]) => `${field}=${textOf(value)}`);
  return { at, level, message: msg, details: details.join(' ') };
}

function fieldsOf(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const parsed: unknown = JSON.parse(line);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : null;
  } catch {
    return null;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
