import type { NameRules } from '../NameRules.ts';

const substitute = '_';

/** C0 and C1 controls, and halves of surrogate pairs, which no file system can spell. */
const neverAllowed = /[\u0000-\u001f\u007f-\u009f/\p{Cs}]/gu;

/** Windows names that mean a device whatever follows the first dot; `¹²³` count as digits. */
const reservedStem = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])$/i;

const longestExtension = 16;

/** Made once: making one takes longer than using it. Nothing is cut within what is seen as one character. */
const segmenter = new Intl.Segmenter();

/**
 * The nearest name that a device takes. A name that is legal already is answered unchanged, so that
 * `isLegalName` and this cannot disagree. The extension is kept where a name has to be shortened.
 */
export function legalName(name: string, rules: NameRules): string {
  const cleaned = withoutForbidden(name, rules);
  const isDots = cleaned === '' || cleaned === '.' || cleaned === '..';
  const named = isDots ? substitute : cleaned;
  return shortened(rules.windowsRules ? withWindowsRules(named) : named, rules);
}

export function isLegalName(name: string, rules: NameRules): boolean {
  return legalName(name, rules) === name;
}

/** Two names with the same key cannot both be in one folder. */
export function nameKey(name: string, rules: NameRules): string {
  return rules.caseSensitive ? name : name.normalize('NFC').toLowerCase();
}

function withoutForbidden(name: string, rules: NameRules): string {
  const forbidden = new Set(rules.forbiddenCharacters);
  // Cut before it is searched: a stranger's name may hold megabytes.
  const head = name.slice(0, 4 * rules.maximumUnits).replace(neverAllowed, substitute);
  return Array.from(head, (character) => (forbidden.has(character) ? substitute : character)).join(
    '',
  );
}

function withWindowsRules(name: string): string {
  const trimmed = name.replace(/[. ]+$/u, '');
  if (trimmed === '') return substitute;
  const dotAt = trimmed.indexOf('.');
  const stem = dotAt === -1 ? trimmed : trimmed.slice(0, dotAt);
  return reservedStem.test(stem.trimEnd())
    ? `${stem.trimEnd()}${substitute}${trimmed.slice(stem.length)}`
    : trimmed;
}

function shortened(name: string, rules: NameRules): string {
  if (fits(name, rules)) return name;
  const found = extensionOf(name);
  const extension = fits(`${substitute}${found}`, rules) ? found : '';
  const stem = name.slice(0, name.length - extension.length);
  // Both lengths only grow with every unit, so the longest stem that fits is found by halves.
  let fitting = 0;
  let tooMany = stem.length;
  while (tooMany - fitting > 1) {
    const middle = Math.floor((fitting + tooMany) / 2);
    if (fits(`${stem.slice(0, middle)}${extension}`, rules)) fitting = middle;
    else tooMany = middle;
  }
  const cutAt = segmenter.segment(stem).containing(fitting)?.index ?? fitting;
  return tidied(stem.slice(0, cutAt), extension, rules);
}

/** A cut may leave nothing, a dot or a blank at the end, or a name that Windows reserves. */
function tidied(stem: string, extension: string, rules: NameRules): string {
  const name = `${stem === '' ? substitute : stem}${extension}`;
  return rules.windowsRules ? withWindowsRules(name) : name;
}

function fits(name: string, rules: NameRules): boolean {
  return (
    name.length <= rules.maximumUnits &&
    (rules.maximumUtf8Bytes === null || Buffer.byteLength(name) <= rules.maximumUtf8Bytes)
  );
}

/** With its dot; what is longer than extensions are, or more than letters and digits, belongs to the name. */
export function extensionOf(name: string): string {
  const extension = /(?<=.)\.[a-z0-9]+$/is.exec(name.slice(-1 - longestExtension))?.[0] ?? '';
  return extension.length > longestExtension ? '' : extension;
}
