import { describe, expect, it } from 'vitest';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { labelsFor } from './labelsFor.ts';

describe('labelsFor', () => {
  it.each([
    ['de', ['en-US'], de],
    ['ar', [], ar],
    ['system', ['fr-FR', 'de-AT', 'en'], de],
    ['system', ['ar-EG'], ar],
    ['system', ['fr', 'constructor'], en],
    ['system', [], en],
  ] as const)('%s with %j', (language, systemLanguages, labels) => {
    expect(labelsFor(language, systemLanguages)).toBe(labels);
  });
});
