/**
 * A name from outside (file, artist, program) for use inside a sentence: its own writing direction
 * neither changes the sentence's nor is changed by it.
 */
export function isolate(name: string): string {
  return `\u2068${name}\u2069`;
}

/** A path with `/`: its folders follow each other from left to right, whatever each is written in. */
export function isolatePath(path: string): string {
  return `\u2066${path.split('/').map(isolate).join('/')}\u2069`;
}
