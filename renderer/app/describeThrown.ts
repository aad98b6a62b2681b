/** The limits of `app.reportError`. */
const maximumMessageLength = 2_000;
const maximumStackLength = 20_000;

interface ThrownText {
  readonly message: string;
  /** Empty where what was thrown has none. */
  readonly stack: string;
}

/** Whatever was thrown, as text for the log. */
export function describeThrown(thrown: unknown): ThrownText {
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
  return {
    message: message.slice(0, maximumMessageLength),
    stack: stack.slice(0, maximumStackLength),
  };
}
