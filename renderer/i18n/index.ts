export { isolate } from './isolate.ts';
export { availableLanguages, languages } from './languages.ts';
export { LocaleProvider } from './LocaleProvider.tsx';
export { useErrorText } from './useErrorText.ts';
export { useFormats } from './useFormats.ts';
