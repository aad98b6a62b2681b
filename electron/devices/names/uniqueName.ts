import type { NameRules } from '../NameRules.ts';
import { extensionOf, legalName, nameKey } from './legalName.ts';

/** A legal name that is none of `taken`, given as `nameKey`s: `name (2).mp3` and so on. */
export function uniqueName(name: string, taken: ReadonlySet<string>, rules: NameRules): string {
  const wanted = legalName(name, rules);
  if (!taken.has(nameKey(wanted, rules))) return wanted;
  const extension = extensionOf(wanted);
  const stem = wanted.slice(0, wanted.length - extension.length);
  for (let number = 2; ; number += 1) {
    const candidate = numbered(stem, ` (${number})`, extension, rules);
    if (!taken.has(nameKey(candidate, rules))) return candidate;
  }
}

/** The stem gives way, so that the number is never cut off. */
function numbered(stem: string, number: string, extension: string, rules: NameRules): string {
  const room = {
    ...rules,
    maximumUnits: rules.maximumUnits - number.length,
    maximumUtf8Bytes:
      rules.maximumUtf8Bytes === null ? null : rules.maximumUtf8Bytes - number.length,
  };
  const short = legalName(`${stem}${extension}`, room);
  return `${short.slice(0, short.length - extension.length)}${number}${extension}`;
}
