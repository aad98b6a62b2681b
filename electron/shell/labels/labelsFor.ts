import type { Language } from '../../contract/settings.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import type { ShellLabels } from './ShellLabels.ts';

const labelsByLanguage = { en, de, ar } as const;
type Known = keyof typeof labelsByLanguage;

/**
 * The words in the person's language.
 *
 * @param systemLanguages BCP 47 tags in the person's order, asked when the setting is `system`
 */
export function labelsFor(language: Language, systemLanguages: readonly string[]): ShellLabels {
  if (language !== 'system') return labelsByLanguage[language];
  for (const tag of systemLanguages) {
    const primary = tag.split('-')[0]?.toLowerCase();
    if (isKnown(primary)) return labelsByLanguage[primary];
  }
  return en;
}

function isKnown(tag: string | undefined): tag is Known {
  return tag !== undefined && Object.hasOwn(labelsByLanguage, tag);
}
