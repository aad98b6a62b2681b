import type { NameRules } from '../NameRules.ts';
import { legalName, nameKey } from './legalName.ts';
import { numberedName } from './numberedName.ts';

/**
 * The names that one folder has left no room for. A number that was found taken is not tried again, so
 * that any count of equal names costs a step or two each.
 */
export class TakenNames {
  readonly #rules: NameRules;
  readonly #keys: Set<string>;
  /** The number to try first, by the key of the name that is wanted. */
  readonly #nextNumbers = new Map<string, number>();

  /** @param keys `nameKey`s of what is there */
  constructor(rules: NameRules, keys: Iterable<string> = []) {
    this.#rules = rules;
    this.#keys = new Set(keys);
  }

  has(name: string): boolean {
    return this.#keys.has(nameKey(name, this.#rules));
  }

  add(name: string): void {
    this.#keys.add(nameKey(name, this.#rules));
  }

  /** A legal name that is none of these: `name (2).mp3` and so on. It is not taken by this. */
  unique(name: string): string {
    const wanted = legalName(name, this.#rules);
    if (!this.has(wanted)) return wanted;
    const wantedKey = nameKey(wanted, this.#rules);
    let number = this.#nextNumbers.get(wantedKey) ?? 2;
    let candidate = numberedName(wanted, number, this.#rules);
    while (this.has(candidate)) {
      number += 1;
      candidate = numberedName(wanted, number, this.#rules);
    }
    this.#nextNumbers.set(wantedKey, number);
    return candidate;
  }
}
