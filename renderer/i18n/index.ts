export { isolate, isolatePath } from './isolate.ts';
export { availableLanguages, languages } from './languages.ts';
export { LocaleProvider } from './LocaleProvider.tsx';
export { loadStrings } from './strings.ts';
export { useErrorText, type LocalizedError } from './useErrorText.ts';
export { useFormats } from './useFormats.ts';
