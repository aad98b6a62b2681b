import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

interface FirstPaintModules {
  /** Path of the module that index.html runs. */
  readonly entry: string;
  /** Path of the module that the entry imports dynamically to draw the page. */
  readonly page: string;
}

/**
 * Has index.html fetch the page together with the entry, so that the entry begins to work while the
 * page still loads, and nothing waits for a second round. What the page shares with parts that come
 * later is packed into one file, since every file is a request.
 */
export function firstPaint({ entry, page }: FirstPaintModules): Plugin {
  return {
    name: 'portamento:first-paint',
    apply: 'build',
    outputOptions(options) {
      const groups = [
        { debugName: 'entry', name: packOf('entry', entry), priority: 1 },
        { debugName: 'shared', name: packOf('shared', page), minShareCount: 2 },
      ];
      return { ...options, codeSplitting: { groups } };
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
        const start = chunks.find(({ facadeModuleId }) => facadeModuleId === page);
        if (start === undefined) throw new Error(`${page} is no chunk of its own`);
        const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
        const files = withImports(start.fileName, (file) => byFile.get(file)?.imports);
        const tags = [...files].flatMap((file) => [
          link('modulepreload', file),
          ...[...(byFile.get(file)?.viteMetadata?.importedCss ?? [])].map((css) =>
            link('stylesheet', css),
          ),
        ]);
        return tags.filter(({ attrs }) => !html.includes(`"${String(attrs?.['href'])}"`));
      },
    },
  };
}

/** Puts a module and everything it imports statically into the pack of that name. */
function packOf(name: string, module: string): Rolldown.CodeSplittingNameFunction {
  let packed: ReadonlySet<string> | undefined;
  return (id, modules) => {
    packed ??= withImports(module, (each) => modules.getModuleInfo(each)?.importedIds);
    return packed.has(id) ? name : null;
  };
}

/** What `id` imports and what that imports, and so on; then `id` itself. */
function withImports(
  id: string,
  importsOf: (id: string) => readonly string[] | undefined,
): ReadonlySet<string> {
  const found = new Set<string>();
  const visited = new Set<string>();
  const visit = (each: string) => {
    if (visited.has(each)) return;
    visited.add(each);
    importsOf(each)?.forEach(visit);
    found.add(each);
  };
  visit(id);
  return found;
}

function link(rel: string, fileName: string): HtmlTagDescriptor {
  return {
    tag: 'link',
    attrs: { rel, crossorigin: true, href: `./${fileName}` },
    injectTo: 'head',
  };
}
