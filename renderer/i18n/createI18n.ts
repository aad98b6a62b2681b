import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { AvailableLanguage } from './languages.ts';
import type { Strings } from './strings.ts';

/** One language, ready at once. `t` formats numbers for `locale`, which is of that language. */
export function createI18n(language: AvailableLanguage, locale: string, strings: Strings): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: locale,
    resources: { [language]: strings },
    // Every language has every key: the compiler asks for them.
    load: 'languageOnly',
    fallbackLng: false,
    ns: Object.keys(strings),
    defaultNS: 'app',
    initAsync: false,
    returnNull: false,
    interpolation: { escapeValue: false },
  });
  return instance;
}
