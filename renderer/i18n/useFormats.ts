import { useMemo } from 'react';
import { useLocale } from 'react-aria-components';
import { Formats } from './Formats.ts';

/** The formats of the language that is shown. */
export function useFormats(): Formats {
  const { locale } = useLocale();
  return useMemo(() => new Formats(locale), [locale]);
}
