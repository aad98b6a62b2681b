import { createStore } from 'zustand/vanilla';
import type { AvailableLanguage } from './languages.ts';
import type { Namespace } from './Namespace.ts';

/** All words of one language. */
export type Strings = Readonly<Record<Namespace, object>>;

const modules: Readonly<Record<AvailableLanguage, () => Promise<Strings>>> = {
  en: () => import('./en/index.ts'),
  de: () => import('./de/index.ts'),
  ar: () => import('./ar/index.ts'),
};

/** The strings of the languages that were loaded so far. */
export const loadedStrings = createStore<Readonly<Partial<Record<AvailableLanguage, Strings>>>>(
  () => ({}),
);

/** Brings a language into `loadedStrings`; rejects when its file cannot be had. */
export async function loadStrings(language: AvailableLanguage): Promise<void> {
  if (loadedStrings.getState()[language] !== undefined) return;
  const strings = await modules[language]();
  loadedStrings.setState({ [language]: strings });
}
