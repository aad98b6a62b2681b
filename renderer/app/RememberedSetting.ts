import * as z from 'zod/mini';

/** A setting as it was last time: for what is shown before main has told the settings. */
export class RememberedSetting<Value extends string> {
  readonly #key: string;
  readonly #schema: z.ZodMiniType<Value>;

  /** @param name of the setting, under which the browser keeps it */
  constructor(name: string, schema: z.ZodMiniType<Value>) {
    this.#key = `portamento.${name}`;
    this.#schema = schema;
  }

  /** `null` when there was no last time, or the browser forbids to keep anything. */
  read(): Value | null {
    try {
      const parsed = z.safeParse(this.#schema, localStorage.getItem(this.#key));
      return parsed.success ? parsed.data : null;
    } catch {
      return null;
    }
  }

  write(value: Value): void {
    try {
      localStorage.setItem(this.#key, value);
    } catch {
      // Storage may be forbidden or full; next time begins with the default.
    }
  }
}
