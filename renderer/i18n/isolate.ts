/**
 * A name from outside (file, artist, program) for use inside a sentence: its own writing direction
 * neither changes the sentence's nor is changed by it.
 */
export function isolate(name: string): string {
  return `\u2068${name}\u2069`;
}
