import { rmSync } from 'node:fs';
import process from 'node:process';
import { electronVersion } from './electronVersion.ts';
import { fetchElectron } from './fetchElectron.ts';
import { electronFolder, findElectron } from './findElectron.ts';
import { readRefusal, refusalFile, rememberRefusal } from './rememberedRefusal.ts';

/**
 * The Electron of this machine, fetched when there is none.
 *
 * @param insist also when it was refused less than a day ago
 * @returns its executable; `null`, after saying why, when there is none and none can be had now
 */
export async function obtainElectron(insist: boolean): Promise<string | null> {
  const present = findElectron(process.env, electronFolder);
  if (present !== null) return present;
  const version = electronVersion();
  const refusal = insist ? null : readRefusal(refusalFile, version, new Date());
  if (refusal !== null) return null;
  console.error(`Fetching Electron ${version} …`);
  const outcome = await fetchElectron(version);
  if (outcome.ok) {
    rmSync(refusalFile, { force: true });
    return findElectron(process.env, electronFolder);
  }
  const { reason, remember } = outcome.error;
  if (remember) rememberRefusal(refusalFile, { version, reason, refusedAt: new Date() });
  const later = remember && !insist ? '; trying again in a day' : '';
  console.error(`Electron cannot be fetched (${reason})${later}.`);
  return null;
}
