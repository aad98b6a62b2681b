import { useLocale } from 'react-aria-components/I18nProvider';
import { Formats } from './Formats.ts';

/** Making the browser's formatters takes longer than a row of a list may. */
const formatsByLocale = new Map<string, Formats>();

/** The formats of the language that is shown. */
export function useFormats(): Formats {
  const { locale } = useLocale();
  let formats = formatsByLocale.get(locale);
  if (formats === undefined) {
    formats = new Formats(locale);
    formatsByLocale.set(locale, formats);
  }
  return formats;
}
