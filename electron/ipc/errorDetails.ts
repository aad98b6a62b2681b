const maximumLength = 500;

/**
 * What "copy details" shows of a fault of ours: kind and message of the error. Absolute paths are cut
 * to their last part, so that what is pasted into a report tells nothing of the person's folders.
 */
export function errorDetails(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return shortenPaths(text).slice(0, maximumLength);
}

/** `'/home/anna/My Music/a.mp3'` becomes `'…/a.mp3'`; quoted paths may hold spaces. */
function shortenPaths(text: string): string {
  return text
    .replace(/(['"`])(?:file:\/\/)?(?:[A-Za-z]:)?[\\/][^'"`]*[\\/]([^\\/'"`]*)\1/g, '$1…/$2$1')
    .replace(
      /(?:file:\/\/|\b[A-Za-z]:)?(?<![\w.…])[\\/](?:[^\s\\/:'"`]+[\\/])+([^\s\\/:'"`]*)/g,
      '…/$1',
    );
}
