import fc from 'fast-check';
import * as z from 'zod/mini';
import { commands, type CommandName } from '../../contract/commands.ts';

/** The part of JSON Schema that the contract's inputs use. */
interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Longer texts and lists than this are made only where the contract asks for them. */
const usualLength = 8;

/** Inputs that fit `name`. */
export function validInput(name: CommandName): fc.Arbitrary<unknown> {
  const { input } = commands[name];
  const schema = z.toJSONSchema(input, { io: 'input' });
  // The library types schemas of every draft; `fitting` throws at what the interface above leaves out.
  const almostFitting = fitting(schema as JsonSchema);
  // What a schema refines, JSON Schema does not tell.
  return almostFitting.filter((value) => z.safeParse(input, value).success);
}

/**
 * Inputs one step away from fitting `name`: a field too many, one missing, one of another type or out
 * of its bounds. Some are still valid; the schema knows which.
 */
export function nearlyValidInput(name: CommandName): fc.Arbitrary<unknown> {
  return validInput(name).chain((input) =>
    fc.oneof(
      damagedAt(input),
      fc.jsonValue().map((extra) => ({ ...Object(input), surplus: extra }) as unknown),
      fc.constant([input]),
      fc.constant(JSON.stringify(input)),
    ),
  );
}

function fitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives !== undefined) return fc.oneof(...alternatives.map(fitting));
  if (schema.allOf !== undefined) return fitting(Object.assign({}, ...schema.allOf) as JsonSchema);
  switch (schema.type) {
    case 'object':
      return fittingObject(schema);
    case 'array':
      return fittingArray(schema);
    case 'string':
      return schema.pattern === undefined
        ? fc.string(boundsOf(schema.minLength, schema.maxLength))
        : fc.stringMatching(new RegExp(schema.pattern));
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1e9, max: Math.min(schema.maximum ?? 1e9, 1e9) });
    case 'number':
      return fc.double({
        min: schema.minimum ?? -1e9,
        max: schema.maximum ?? 1e9,
        noNaN: true,
      });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      throw new Error(`No arbitrary for ${JSON.stringify(schema)}`);
  }
}

function fittingObject({ properties = {}, required = [] }: JsonSchema): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([key, property]) => [key, fitting(property)]),
  );
  return fc.record(fields, { requiredKeys: [...required] });
}

function fittingArray({ items = {}, minItems, maxItems }: JsonSchema): fc.Arbitrary<unknown> {
  return fc.array(fitting(items), boundsOf(minItems, maxItems));
}

function boundsOf(minimum = 0, maximum = Number.POSITIVE_INFINITY) {
  return { minLength: minimum, maxLength: Math.min(maximum, Math.max(minimum, usualLength)) };
}

type Path = readonly (string | number)[];

/** `input` with one of its parts, at any depth, removed or replaced. */
function damagedAt(input: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(input);
  const replacement = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom<unknown>(-1, 1e300, 0.5, '', '../..', 'e-1', '\u0000', {}, [], null, true),
    fc.constantFrom(
      'x'.repeat(30_000),
      Array.from({ length: 20_000 }, () => 'e1'),
    ),
  );
  return fc
    .tuple(fc.constantFrom(...places), fc.option(replacement, { nil: undefined }))
    .map(([place, value]) => replacedAt(input, place, value));
}

function placesIn(value: unknown, place: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [place];
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
  const inner = [...keys].flatMap((key) =>
    placesIn((value as Record<string | number, unknown>)[key], [...place, key]),
  );
  return [place, ...inner];
}

/** A copy of `value` with `replacement` at `place`; `undefined` removes what is there. */
function replacedAt(value: unknown, place: Path, replacement: unknown): unknown {
  const [key, ...rest] = place;
  if (key === undefined) return replacement ?? null;
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) =>
      index === key ? replacedAt(item, rest, replacement) : item,
    );
  }
  const copy = { ...(value as Record<string, unknown>) };
  if (rest.length === 0 && replacement === undefined) {
    return Object.fromEntries(Object.entries(copy).filter(([name]) => name !== key));
  }
  copy[key] = replacedAt(copy[key], rest, replacement);
  return copy;
}
