/** Embeddings, overrides and isolates show `exe.gpm` as `mpg.exe`; a byte order mark shows as nothing. */
const deceivers = /[\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Text without the characters that make it look like another. */
export function withoutDeceivers(text: string): string {
  return text.replace(deceivers, '');
}
