import { useLayoutEffect, useMemo, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { I18nextProvider } from 'react-i18next';
import type { Language } from '../../electron/contract/settings.ts';
import { createI18n } from './createI18n.ts';
import { languages, resolveLanguage, resolveLocale } from './languages.ts';

interface LocaleProviderProps {
  readonly language: Language;
  /** BCP 47 tags in the person's order; the browser's unless given. */
  readonly machineLanguages?: readonly string[];
  readonly children: ReactNode;
}

/** Gives everything below it the strings, and the document its language and direction. */
export function LocaleProvider({
  language: chosen,
  machineLanguages = navigator.languages,
  children,
}: LocaleProviderProps) {
  const language = resolveLanguage(chosen, machineLanguages);
  const locale = resolveLocale(language, machineLanguages);
  const i18n = useMemo(() => createI18n(language, locale), [language, locale]);

  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = languages[language].direction;
  }, [language]);

  return (
    <I18nextProvider i18n={i18n}>
      <I18nProvider locale={locale}>{children}</I18nProvider>
    </I18nextProvider>
  );
}
