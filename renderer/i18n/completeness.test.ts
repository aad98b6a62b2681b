import { describe, expect, it } from 'vitest';
import { errorTraits } from '../../electron/contract/errors.ts';
import * as ar from './ar/index.ts';
import * as de from './de/index.ts';
import * as en from './en/index.ts';
import type { Namespace } from './Namespace.ts';

type Strings = ReadonlyMap<string, string>;

const namespaces = Object.keys(en) as readonly Namespace[];
const translations = [
  { language: 'de', strings: de },
  { language: 'ar', strings: ar },
] as const;

/** Words that are the same in both languages: proper names, international words, units, printed keys. */
const alike: Readonly<Record<'de' | 'ar', ReadonlySet<string>>> = {
  de: new Set(
    'Portamento Player Version Name Position Format Album Genre Mono Stereo Pause Audio Video Decoder Resampler kHz kbit ppm Esc Alt'.split(
      ' ',
    ),
  ),
  ar: new Set('Portamento Enter Esc Del Backspace Ctrl Shift Alt Home End'.split(' ')),
};

describe.each(translations)('$language', ({ language, strings }) => {
  const pluralForms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;

  it.each(namespaces)('has every key of %s, in every plural form', (namespace) => {
    const wanted = [...flatten(en[namespace]).keys()].flatMap((key) => {
      if (key.endsWith('_one')) return [];
      if (!key.endsWith('_other')) return [key];
      return pluralForms.map((form) => key.replace(/other$/, form));
    });
    expect([...flatten(strings[namespace]).keys()].toSorted()).toEqual(wanted.toSorted());
  });

  it.each(namespaces)('fills the same blanks in %s', (namespace) => {
    const english = flatten(en[namespace]);
    for (const [key, text] of flatten(strings[namespace])) {
      const source =
        english.get(key.replace(/_(zero|one|two|few|many|other)$/, '_other')) ?? english.get(key);
      // "one", "two" and "zero" may be words instead of figures.
      const mayLackCount = /_(zero|one|two)$/.test(key);
      const wanted = blanks(source ?? '').filter((blank) => !(mayLackCount && blank === 'count'));
      const found = blanks(text).filter((blank) => !(mayLackCount && blank === 'count'));
      expect(found, `${namespace}.${key}`).toEqual(wanted);
    }
  });

  it.each(namespaces)('translates %s', (namespace) => {
    const english = flatten(en[namespace]);
    for (const [key, text] of flatten(strings[namespace])) {
      expect(text.trim(), `${namespace}.${key}`).not.toBe('');
      const source = english.get(key);
      if (source === undefined) continue;
      const words = source.replace(/\{\{.*?\}\}/g, '').match(/\p{L}{3,}/gu) ?? [];
      if (words.every((word) => alike[language].has(word))) continue;
      expect(text, `${namespace}.${key}`).not.toBe(source);
    }
  });
});

describe('numbers in sentences', () => {
  const all = [{ language: 'en', strings: en }, ...translations];
  it.each(all)('are written as $language writes them', ({ strings }) => {
    for (const namespace of namespaces) {
      for (const [key, text] of flatten(strings[namespace])) {
        expect(text, `${namespace}.${key}`).not.toMatch(/\{\{\s*(count|done|total)\s*\}\}/);
      }
    }
  });
});

describe('errors', () => {
  it('has a title and a message for every code', () => {
    const keys = flatten(en.errors);
    for (const code of Object.keys(errorTraits)) {
      expect(keys.has(`${code}.title`), code).toBe(true);
      expect(keys.has(`${code}.message`), code).toBe(true);
    }
  });
});

function flatten(strings: object, prefix = ''): Strings {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(strings) as [string, unknown][]) {
    if (typeof value === 'string') flat.set(`${prefix}${key}`, value);
    else if (typeof value === 'object' && value !== null) {
      for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text);
    }
  }
  return flat;
}

function blanks(text: string): readonly string[] {
  return [...text.matchAll(/\{\{\s*([a-zA-Z]+)/g)].map(([, name = '']) => name).toSorted();
}
