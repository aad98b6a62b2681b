import { templateTokens, type TemplateToken } from '../../contract/musicFolderTemplate.ts';
import type { NameRules } from '../../devices/NameRules.ts';
import { legalName } from '../../devices/names/legalName.ts';
import type { MusicFacts } from './CopyFile.ts';
import type { FolderPath } from './FolderPath.ts';

const placeholder = new RegExp(`\\{(${templateTokens.join('|')})\\}`, 'g');
/** What is left over between a value that is missing and one that is there: `{year} - {album}`. */
const joints = /^[\s\-–—_.,]+|[\s\-–—_.,]+$/gu;

/**
 * The folder that a template such as `Music/{albumArtist}/{album}` names for one piece of music, in
 * names the device takes. A level of which nothing is known is left out: there is no "Unknown" folder
 * in anybody's language.
 */
export function musicFolder(
  template: string,
  facts: MusicFacts | null,
  rules: NameRules,
): FolderPath {
  return template
    .split('/')
    .map((level) => filledIn(level, facts))
    .filter((level) => level.trim() !== '')
    .map((level) => legalName(level.trim(), rules));
}

function filledIn(level: string, facts: MusicFacts | null): string {
  const filled = level.replace(placeholder, (_whole, name: TemplateToken) => valueOf(name, facts));
  const isComplete = [...level.matchAll(placeholder)].every(
    // The pattern names only placeholders.
    ([, name]) => valueOf(name as TemplateToken, facts) !== '',
  );
  return isComplete ? filled : filled.replace(joints, '');
}

function valueOf(name: TemplateToken, facts: MusicFacts | null): string {
  if (facts === null) return '';
  if (name === 'albumArtist') return facts.albumArtist ?? facts.artist ?? '';
  return String(facts[name] ?? '').trim();
}
