import type { Plugin } from 'vite';

const createsStyle = /createElement\(['"]style['"]\)/;
const styleText = /\.textContent\s*=\s*`([^`]*)`(\.trim\(\))?/g;
const namedText = /const\s+([\w$]+)\s*=\s*['"]([^'"]*)['"]/g;

/**
 * Writes `csp-hashes.json`, `{"style": ["sha256-…"]}`: the hashes of the `<style>` elements which
 * libraries in the bundle put into the page, so that the CSP can allow these and no others. A module
 * that makes a `<style>` whose text cannot be read here breaks the build instead of the page.
 */
export function cspHashes(): Plugin {
  const texts = new Map<string, readonly string[]>();
  return {
    name: 'portamento:csp-hashes',
    apply: 'build',
    transform(code, id) {
      if (!id.includes('/node_modules/') || !createsStyle.test(code)) return;
      const found = [...code.matchAll(styleText)].map(([, template = '', trim]) =>
        resolveTemplate(template, code, trim !== undefined),
      );
      if (found.length === 0 || found.includes(null)) {
        this.error(`${id} puts a <style> into the page whose text is not known to the build`);
      }
      texts.set(
        id,
        found.filter((text) => text !== null),
      );
    },
    async generateBundle() {
      const hashes = await Promise.all([...new Set([...texts.values()].flat())].map(sha256));
      this.emitFile({
        type: 'asset',
        fileName: 'csp-hashes.json',
        source: `${JSON.stringify({ style: hashes.toSorted() })}\n`,
      });
    },
  };
}

/** The text of a template with string constants of its module in it; `null` when it has others. */
function resolveTemplate(template: string, code: string, isTrimmed: boolean): string | null {
  const constants = new Map<string, string>();
  for (const [, name = '', value = ''] of code.matchAll(namedText)) constants.set(name, value);
  const names = [...template.matchAll(/\$\{([^}]*)\}/g)].map(([, name = '']) => name.trim());
  if (names.some((name) => !constants.has(name))) return null;
  const text = template.replace(
    /\$\{([^}]*)\}/g,
    (_, name: string) => constants.get(name.trim()) ?? '',
  );
  return isTrimmed ? text.trim() : text;
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}
