/**
 * The address of a module beside the calling one, in the form this process runs: `.ts` under tests
 * (Node strips the types), `.js` in a build.
 *
 * @param importMetaUrl the caller's `import.meta.url`
 * @param name the module's file name without extension
 */
export function siblingModule(importMetaUrl: string, name: string): URL {
  const extension = importMetaUrl.endsWith('.ts') ? '.ts' : '.js';
  return new URL(`./${name}${extension}`, importMetaUrl);
}
