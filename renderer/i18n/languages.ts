import type { Language } from '../../electron/contract/settings.ts';

/** A language we have strings for. */
export type AvailableLanguage = Exclude<Language, 'system'>;

interface LanguageTraits {
  /** In its own words, so that whoever reads only this language finds it. */
  readonly ownName: string;
  readonly direction: 'ltr' | 'rtl';
}

export const languages = {
  en: { ownName: 'English', direction: 'ltr' },
  de: { ownName: 'Deutsch', direction: 'ltr' },
  ar: { ownName: 'العربية', direction: 'rtl' },
} as const satisfies Record<AvailableLanguage, LanguageTraits>;

export const availableLanguages = Object.keys(languages) as readonly AvailableLanguage[];

/**
 * The language to show.
 *
 * @param machineLanguages BCP 47 tags in the person's order, as `navigator.languages` has them
 */
export function resolveLanguage(
  chosen: Language,
  machineLanguages: readonly string[],
): AvailableLanguage {
  if (chosen !== 'system') return chosen;
  for (const tag of machineLanguages) {
    const found = availableLanguages.find((language) => isOfLanguage(tag, language));
    if (found !== undefined) return found;
  }
  return 'en';
}

/**
 * The locale for numbers and dates: the person's own region of the language where the machine has
 * one ("en-GB", "ar-EG"), else the language alone.
 */
export function resolveLocale(
  language: AvailableLanguage,
  machineLanguages: readonly string[],
): string {
  return machineLanguages.find((tag) => isOfLanguage(tag, language)) ?? language;
}

function isOfLanguage(tag: string, language: AvailableLanguage): boolean {
  return tag.toLowerCase().split('-')[0] === language;
}
