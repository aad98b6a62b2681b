import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import * as ar from './ar/index.ts';
import * as de from './de/index.ts';
import * as en from './en/index.ts';
import { languages, type AvailableLanguage } from './languages.ts';
import type { Namespace } from './Namespace.ts';

/** All strings in all languages, ready at once. `t` formats numbers for `locale`. */
export function createI18n(language: AvailableLanguage, locale: string = language): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: locale,
    resources: { en, de, ar } satisfies Record<AvailableLanguage, Record<Namespace, object>>,
    fallbackLng: 'en',
    supportedLngs: Object.keys(languages),
    nonExplicitSupportedLngs: true,
    ns: Object.keys(en),
    defaultNS: 'app',
    initAsync: false,
    returnNull: false,
    interpolation: { escapeValue: false },
  });
  return instance;
}
