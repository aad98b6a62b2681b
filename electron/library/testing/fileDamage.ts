import fc from 'fast-check';

/** One thing that is wrong with a file. Places are bytes from its beginning. */
type Damage =
  | { readonly kind: 'write'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'insert'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'remove'; readonly at: number; readonly lengthBytes: number }
  | {
      readonly kind: 'repeat';
      readonly at: number;
      readonly lengthBytes: number;
      readonly count: number;
    }
  | { readonly kind: 'cut'; readonly at: number };

const headerBytes = 4_096;

/** Where containers keep their sizes, counts and offsets, and now and then anywhere. */
const place = (sizeBytes: number) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.nat({ max: Math.min(256, sizeBytes - 1) }) },
    { weight: 4, arbitrary: fc.nat({ max: Math.min(headerBytes, sizeBytes - 1) }) },
    { weight: 2, arbitrary: fc.nat({ max: sizeBytes - 1 }) },
    // Indexes and tags that stand at the end.
    {
      weight: 1,
      arbitrary: fc.nat({ max: Math.min(256, sizeBytes - 1) }).map((back) => sizeBytes - 1 - back),
    },
  );

/** Sizes and counts that lie: nothing, almost everything, negative, one off. */
const word = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(
        0,
        1,
        2,
        0x7f,
        0xff,
        0x7fff,
        0xffff,
        0x7fffffff,
        0x80000000,
        0xfffffffe,
        0xffffffff,
      ),
      fc.nat({ max: 0xffffffff }),
    ),
    fc.constantFrom<1 | 2 | 4>(1, 2, 4),
    fc.boolean(),
  )
  .map(([value, lengthBytes, isLittleEndian]) => {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setUint32(0, value, isLittleEndian);
    return isLittleEndian ? bytes.slice(0, lengthBytes) : bytes.slice(4 - lengthBytes, 4);
  });

const someBytes = fc.oneof(word, fc.uint8Array({ minLength: 1, maxLength: 16 }));
const length = fc.oneof(fc.integer({ min: 1, max: 16 }), fc.integer({ min: 1, max: 5_000 }));

function damage(sizeBytes: number): fc.Arbitrary<Damage> {
  const at = place(sizeBytes);
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ kind: fc.constant('write' as const), at, bytes: someBytes }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('insert' as const), at, bytes: someBytes }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('remove' as const), at, lengthBytes: length }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('repeat' as const),
        at,
        lengthBytes: length,
        count: fc.integer({ min: 1, max: 50 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut' as const), at }) },
  );
}

/** Ways to damage a file of this size. */
export function fileDamage(sizeBytes: number): fc.Arbitrary<readonly Damage[]> {
  return fc.array(damage(sizeBytes), { minLength: 1, maxLength: 4 });
}

/** A copy of `file` with all of that wrong with it. */
export function damaged(file: Uint8Array, damages: readonly Damage[]): Uint8Array {
  return damages.reduce<Uint8Array>(damagedOnce, file);
}

function damagedOnce(file: Uint8Array, damage: Damage): Uint8Array {
  const before = file.subarray(0, damage.at);
  switch (damage.kind) {
    case 'write':
      return Buffer.concat([before, damage.bytes, file.subarray(damage.at + damage.bytes.length)]);
    case 'insert':
      return Buffer.concat([before, damage.bytes, file.subarray(damage.at)]);
    case 'remove':
      return Buffer.concat([before, file.subarray(damage.at + damage.lengthBytes)]);
    case 'repeat': {
      const repeated = file.subarray(damage.at, damage.at + damage.lengthBytes);
      const copies = Array.from({ length: damage.count }, () => repeated);
      return Buffer.concat([before, ...copies, file.subarray(damage.at)]);
    }
    case 'cut':
      return before;
  }
}
