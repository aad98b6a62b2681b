import { nameKey } from '../../../names/legalName.ts';
import type { NameRules } from '../../../NameRules.ts';

/** The names of what is in one folder, by handle; whether one is taken is told without a look at the others. */
export class NamesInFolder {
  readonly #rules: NameRules;
  readonly #names = new Map<number, string>();
  /** By `nameKey`: a device may hold two that are one under its rules. */
  readonly #handles = new Map<string, Set<number>>();

  constructor(rules: NameRules) {
    this.#rules = rules;
  }

  get handles(): Iterable<number> {
    return this.#names.keys();
  }

  has(handle: number): boolean {
    return this.#names.has(handle);
  }

  set(handle: number, name: string): void {
    this.delete(handle);
    this.#names.set(handle, name);
    const key = nameKey(name, this.#rules);
    const handles = this.#handles.get(key);
    if (handles === undefined) this.#handles.set(key, new Set([handle]));
    else handles.add(handle);
  }

  delete(handle: number): void {
    const name = this.#names.get(handle);
    if (name === undefined) return;
    this.#names.delete(handle);
    const key = nameKey(name, this.#rules);
    const handles = this.#handles.get(key);
    handles?.delete(handle);
    if (handles?.size === 0) this.#handles.delete(key);
  }

  /** By another than `but`, under the rules of the device. */
  isTaken(name: string, but: number | null): boolean {
    const handles = this.#handles.get(nameKey(name, this.#rules));
    return handles !== undefined && [...handles].some((handle) => handle !== but);
  }
}
