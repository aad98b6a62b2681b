import { ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import type { ObjectPropertyDescription } from '../codec/PropertyDescription.ts';
import type { MtpCalls } from '../operations/MtpCalls.ts';
import {
  getObjectPropDesc,
  getObjectPropsSupported,
} from '../operations/objectPropertyOperations.ts';

type Descriptions = ReadonlyMap<number, ObjectPropertyDescription>;

/** What a device knows of objects of each format: asked once, then remembered. */
export class PropertySupport {
  readonly #calls: MtpCalls;
  readonly #supported = new Map<number, ReadonlySet<number>>();
  readonly #descriptions = new Map<string, ObjectPropertyDescription | null>();

  constructor(calls: MtpCalls) {
    this.#calls = calls;
  }

  /** Of these properties, those that the device knows for the format. */
  async describe(
    format: number,
    properties: readonly number[],
    signal: AbortSignal,
  ): Promise<Result<Descriptions, AppError>> {
    if (!this.#calls.supports('GetObjectPropDesc')) return ok(new Map());
    const supported = await this.#propertiesOf(format, signal);
    if (!supported.ok) return supported;
    const descriptions = new Map<number, ObjectPropertyDescription>();
    for (const property of properties.filter((each) => supported.value.has(each))) {
      const key = `${format} ${property}`;
      let description = this.#descriptions.get(key);
      if (description === undefined) {
        const asked = await getObjectPropDesc(this.#calls, property, format, signal);
        if (!asked.ok && asked.error.code !== 'device.unsupported') return asked;
        description = asked.ok ? asked.value : null;
        this.#descriptions.set(key, description);
      }
      if (description !== null) descriptions.set(property, description);
    }
    return ok(descriptions);
  }

  async #propertiesOf(
    format: number,
    signal: AbortSignal,
  ): Promise<Result<ReadonlySet<number>, AppError>> {
    const known = this.#supported.get(format);
    if (known !== undefined) return ok(known);
    const asked = await getObjectPropsSupported(this.#calls, format, signal);
    if (!asked.ok && asked.error.code !== 'device.unsupported') return asked;
    const supported = new Set(asked.ok ? asked.value : []);
    this.#supported.set(format, supported);
    return ok(supported);
  }
}
