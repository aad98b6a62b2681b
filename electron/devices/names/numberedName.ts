import type { NameRules } from '../NameRules.ts';
import { extensionOf, legalName } from './legalName.ts';

/**
 * `name (2).mp3`. The stem gives way, so that the number is never cut off.
 *
 * @param name a legal one
 */
export function numberedName(name: string, number: number, rules: NameRules): string {
  const extension = extensionOf(name);
  const stem = name.slice(0, name.length - extension.length);
  const suffix = ` (${number})`;
  const room = {
    ...rules,
    maximumUnits: rules.maximumUnits - suffix.length,
    maximumUtf8Bytes:
      rules.maximumUtf8Bytes === null ? null : rules.maximumUtf8Bytes - suffix.length,
  };
  const short = legalName(`${stem}${extension}`, room);
  return `${short.slice(0, short.length - extension.length)}${suffix}${extension}`;
}
