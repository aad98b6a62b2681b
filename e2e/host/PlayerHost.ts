/** The program under test, whichever host it is: started, ended and started again like a person does. */
export interface PlayerHost extends AsyncDisposable {
  /** Where its pages are: `http://127.0.0.1:7349`, `portamento://app`. */
  readonly origin: string;
  /** Everything it has written to the terminal, over all its starts. */
  readonly output: string;
  start(...args: readonly string[]): Promise<void>;
  /** Ends it as the system does. */
  stop(): Promise<void>;
  /** Ends it without a chance to save anything. */
  kill(): Promise<void>;
  /** Stops and starts it, without paths, on the same profile. */
  restart(): Promise<void>;
}
