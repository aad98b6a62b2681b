export { createI18n } from './createI18n.ts';
export { Formats } from './Formats.ts';
export { isolate } from './isolate.ts';
export { availableLanguages, languages, resolveLanguage, resolveLocale } from './languages.ts';
export type { AvailableLanguage } from './languages.ts';
export { LocaleProvider } from './LocaleProvider.tsx';
export { useErrorText, type LocalizedError } from './useErrorText.ts';
export { useFormats } from './useFormats.ts';
