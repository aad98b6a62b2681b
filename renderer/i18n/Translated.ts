import type { AvailableLanguage } from './languages.ts';

/** The plural forms of `Intl.PluralRules` for cardinal numbers. */
interface PluralForms {
  en: 'one' | 'other';
  de: 'one' | 'other';
  ar: 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
}

/**
 * The shape a namespace has in `Lang` when English has `Source`: the same keys, with the plural forms
 * of that language in the place of `…_one` and `…_other`.
 */
export type Translated<Source, Lang extends AvailableLanguage> = {
  readonly [
    Key in keyof Source as Key extends `${infer Stem}_other`
      ? `${Stem}_${PluralForms[Lang]}`
      : Key extends `${string}_one`
        ? never
        : Key
  ]: Source[Key] extends string ? string : Translated<Source[Key], Lang>;
};
