import { describe, expect, it } from 'vitest';
import { resolveLanguage, resolveLocale } from './languages.ts';

describe('resolveLanguage', () => {
  it('takes what was chosen', () => {
    expect(resolveLanguage('ar', ['de'])).toBe('ar');
  });

  it('takes the first of the machine’s languages that we have', () => {
    expect(resolveLanguage('system', ['fr-FR', 'de-AT', 'en'])).toBe('de');
  });

  it('falls back to English', () => {
    expect(resolveLanguage('system', ['fr'])).toBe('en');
    expect(resolveLanguage('system', [])).toBe('en');
  });

  it('does not take one tag for the beginning of another', () => {
    expect(resolveLanguage('system', ['arn', 'den'])).toBe('en');
  });
});

describe('resolveLocale', () => {
  it('keeps the person’s region', () => {
    expect(resolveLocale('en', ['de-AT', 'en-GB'])).toBe('en-GB');
    expect(resolveLocale('ar', ['en-GB'])).toBe('ar');
  });
});
