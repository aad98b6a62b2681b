const maximumCharacters = 1_000;

const controls = /[\u0000-\u001f\u007f-\u009f\s]+/gu;
/** Embeddings, overrides and isolates turn the text around them; lone surrogates are no characters. */
const deceivers = /[\u202a-\u202e\u2066-\u2069\ufeff\p{Cs}]+/gu;

/**
 * Text from a file as it may be shown: on one line, at most 1,000 characters, without control
 * characters and direction overrides. `undefined` when nothing is left, or it was no text.
 */
export function cleanText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  // Cut before it is searched: a tag may hold megabytes.
  const head = value.slice(0, 4 * maximumCharacters);
  const text = head.replace(deceivers, '').replace(controls, ' ').trim();
  // The cut may go through a pair of surrogates.
  const bounded = text.slice(0, maximumCharacters).replace(/\p{Cs}$/u, '');
  return bounded === '' ? undefined : bounded;
}
