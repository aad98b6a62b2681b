/**
 * One value of the player that a person can change faster than main answers. While one change is on its
 * way only the newest of the later ones follows, and whoever changes it again starts from that one.
 */
export class WantedValue<Value extends string | number | boolean> {
  readonly #send: (value: Value) => Promise<void>;
  #wanted: Value | null = null;
  #sending: Promise<void> | null = null;

  /** `send` settles when main has answered, and with it the state that page knows; it never rejects. */
  constructor(send: (value: Value) => Promise<void>) {
    this.#send = send;
  }

  /** What was asked for and not answered yet. */
  get pending(): Value | null {
    return this.#wanted;
  }

  /** Resolves when main has answered, and nothing newer is on its way. */
  set(value: Value): Promise<void> {
    this.#wanted = value;
    this.#sending ??= this.#sendNewest();
    return this.#sending;
  }

  /** Sends nothing that was not sent yet. */
  forget(): void {
    this.#wanted = null;
  }

  async #sendNewest(): Promise<void> {
    while (this.#wanted !== null) {
      const value = this.#wanted;
      await this.#send(value);
      if (this.#wanted === value) this.#wanted = null;
    }
    this.#sending = null;
  }
}
