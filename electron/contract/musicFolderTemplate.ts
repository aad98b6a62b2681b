import * as z from 'zod/mini';

/** What a template may have filled in, named in braces. */
export const templateTokens = ['albumArtist', 'artist', 'album', 'year', 'genre'] as const;
export type TemplateToken = (typeof templateTokens)[number];

/** What stands in braces and is no token, with its braces; a brace without its partner stands alone. */
export function unknownTokens(template: string): readonly string[] {
  const known = new Set<string>(templateTokens.map((token) => `{${token}}`));
  return (template.match(/\{[^{}]*\}|[{}]/g) ?? []).filter((found) => !known.has(found));
}

/** Can music land there? Something must be named, and all in braces be known. */
export function isMusicFolderTemplate(text: string): boolean {
  return text.trim() !== '' && unknownTokens(text).length === 0;
}

/** Where music dropped on a player lands, e.g. `Music/{albumArtist}/{album}`. */
export const MusicFolderTemplate = z.string().check(
  z.minLength(1),
  z.maxLength(200),
  z.refine((template) => unknownTokens(template).length === 0),
);
