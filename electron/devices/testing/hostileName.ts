import fc from 'fast-check';

/** Any UTF-16 unit, halves of pairs too; the built-in units take seconds to be made. */
const anyUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));

/** What names are attacked with, and what is hard to cut. */
const oddUnit = fc.constantFrom(
  ...['.', '..', ' ', '/', '\\', '\0', '\n', ':', '~', '%', 'CON', 'aux', 'a', 'É', 'é', '\u0301'],
  ...['\u202e', '\u2066', '\ufeff', '\ud83c', '\udfb7', '🎷', '👩‍👩‍👧', '音', 'ß', 'İ', '\u200d'],
);

/** Names as a stranger might choose them, short and far too long. */
export const hostileName = fc.oneof(
  fc.string({ unit: anyUnit, maxLength: 400 }),
  fc.string({ unit: oddUnit, maxLength: 20 }),
  fc.string({ unit: oddUnit, maxLength: 400 }),
  fc
    .tuple(
      fc.string({ unit: oddUnit, maxLength: 300 }),
      fc.constantFrom('.mp3', '.', '. x', '.tar.gz'),
    )
    .map((parts) => parts.join('')),
);
