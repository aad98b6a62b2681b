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
  return labelsByLanguage[languageFor(language, systemLanguages)];
}

/** The first language of the person's that we have; English when there is none. */
export function languageFor(language: Language, systemLanguages: readonly string[]): Known {
  if (language !== 'system') return language;
  const primaries = systemLanguages.map((tag) => tag.split('-')[0]?.toLowerCase());
  return primaries.find(isKnown) ?? 'en';
}

function isKnown(tag: string | undefined): tag is Known {
  return tag !== undefined && Object.hasOwn(labelsByLanguage, tag);
}
