import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

/**
 * Has index.html load what `module` brings, scripts and styles, together with the entry that imports
 * it dynamically: the entry begins to work at once, and still nothing waits for a second round.
 *
 * @param module ending of its path
 */
export function preloadPage(module: string): Plugin {
  return {
    name: 'portamento:preload-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
        const page = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(module) === true);
        if (page === undefined) throw new Error(`The bundle has no chunk of ${module}`);
        const all = withImports(page, new Map(chunks.map((chunk) => [chunk.fileName, chunk])));
        const tags = [...all].flatMap((chunk) => [
          link('modulepreload', chunk.fileName),
          ...[...(chunk.viteMetadata?.importedCss ?? [])].map((file) => link('stylesheet', file)),
        ]);
        return tags.filter(({ attrs }) => !html.includes(`"${String(attrs?.['href'])}"`));
      },
    },
  };
}

function link(rel: string, fileName: string): HtmlTagDescriptor {
  return {
    tag: 'link',
    attrs: { rel, crossorigin: true, href: `./${fileName}` },
    injectTo: 'head',
  };
}

/** A chunk and what it imports, those first. */
function withImports(
  chunk: Rolldown.OutputChunk,
  chunks: ReadonlyMap<string, Rolldown.OutputChunk>,
  found = new Set<Rolldown.OutputChunk>(),
): ReadonlySet<Rolldown.OutputChunk> {
  for (const fileName of chunk.imports) {
    const imported = chunks.get(fileName);
    if (imported !== undefined && !found.has(imported)) withImports(imported, chunks, found);
  }
  return found.add(chunk);
}
