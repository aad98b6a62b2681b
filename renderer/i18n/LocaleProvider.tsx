import { useEffect, useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { I18nextProvider } from 'react-i18next';
import { useStore } from 'zustand';
import type { Language } from '../../electron/contract/settings.ts';
import { createI18n } from './createI18n.ts';
import { languages, resolveLanguage, resolveLocale } from './languages.ts';
import { loadedStrings, loadStrings, type Strings } from './strings.ts';
import type { AvailableLanguage } from './languages.ts';

interface LocaleProviderProps {
  readonly language: Language;
  /** BCP 47 tags in the person's order; the browser's unless given. */
  readonly machineLanguages?: readonly string[];
  readonly children: ReactNode;
}

/**
 * Gives everything below it the strings, and the document its language and direction. A language that
 * was not loaded yet shows itself when it was; the first one is loaded by whoever renders this.
 */
export function LocaleProvider({
  language,
  machineLanguages = navigator.languages,
  children,
}: LocaleProviderProps) {
  const shown = useLoadedLanguage(resolveLanguage(language, machineLanguages));
  if (shown === null) return null;
  return (
    <LoadedLocale {...shown} locale={resolveLocale(shown.language, machineLanguages)}>
      {children}
    </LoadedLocale>
  );
}

interface LoadedLanguage {
  readonly language: AvailableLanguage;
  readonly strings: Strings;
}

/** The language that is wanted once its strings are there; until then the one before. */
function useLoadedLanguage(wanted: AvailableLanguage): LoadedLanguage | null {
  const [language, setLanguage] = useState(wanted);
  const strings = useStore(loadedStrings, (loaded) => loaded[language]);
  const isWantedLoaded = useStore(loadedStrings, (loaded) => loaded[wanted] !== undefined);
  useEffect(() => void loadStrings(wanted), [wanted]);
  if (isWantedLoaded && language !== wanted) setLanguage(wanted);
  return strings === undefined ? null : { language, strings };
}

interface LoadedLocaleProps extends LoadedLanguage {
  readonly locale: string;
  readonly children: ReactNode;
}

function LoadedLocale({ language, strings, locale, children }: LoadedLocaleProps) {
  const i18n = useMemo(() => createI18n(language, locale, strings), [language, locale, strings]);

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
