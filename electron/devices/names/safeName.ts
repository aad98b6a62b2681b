import type { NameRules } from '../NameRules.ts';
import { legalName } from './legalName.ts';

/** What every file system of a computer takes, so that a folder can be carried from one to another. */
export const computerNameRules: NameRules = {
  maximumUnits: 255,
  maximumUtf8Bytes: 255,
  forbiddenCharacters: '\\:*?"<>|',
  windowsRules: true,
  caseSensitive: false,
};

/** Embeddings, overrides and isolates show `exe.gpm` as `mpg.exe`; byte order marks show as nothing. */
const deceivers = /[\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * A name a device gave to something, as a name for a file on this computer: one component, never a way
 * out of its folder, never a Windows device, nothing that turns the text around it.
 */
export function safeName(name: string): string {
  return legalName(
    name.slice(0, 4 * computerNameRules.maximumUnits).replace(deceivers, ''),
    computerNameRules,
  );
}
