import type { NameRules } from '../NameRules.ts';
import { legalName } from './legalName.ts';
import { withoutDeceivers } from './withoutDeceivers.ts';

/** What every file system of a computer takes, so that a folder can be carried from one to another. */
export const computerNameRules: NameRules = {
  maximumUnits: 255,
  maximumUtf8Bytes: 255,
  forbiddenCharacters: '\\:*?"<>|',
  windowsRules: true,
  caseSensitive: false,
};

/**
 * A name a device gave to something, as a name for a file on this computer: one component, never a way
 * out of its folder, never a Windows device, nothing that turns the text around it.
 */
export function safeName(name: string): string {
  const head = name.slice(0, 4 * computerNameRules.maximumUnits);
  return legalName(withoutDeceivers(head), computerNameRules);
}
