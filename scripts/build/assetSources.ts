import { resolve } from 'node:path';

/** What a bundler tells of a file it writes. */
interface BundledFile {
  readonly type: string;
  /** Relative to the root of the page. */
  readonly originalFileNames?: readonly string[];
}

/**
 * Where the fonts and pictures of a bundle came from. A stylesheet that another one imports is no module,
 * so its package is known only by them.
 */
export function assetSources(files: readonly BundledFile[], rootFolder: string): readonly string[] {
  return files
    .flatMap(({ type, originalFileNames = [] }) => (type === 'asset' ? originalFileNames : []))
    .map((name) => resolve(rootFolder, name));
}
