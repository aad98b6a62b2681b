import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** A running program. */
export interface HoldingProcess {
  /** Its name, as it may be shown; never empty. */
  readonly program: string;
  readonly processId: number;
}

/** Open files of one process that are looked at; a program that plays music has some hundred. */
const maximumFiles = 10_000;
const maximumNameUnits = 200;

/** Controls, marks that turn the direction of text, halves of surrogate pairs. */
const unfit = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;

/**
 * Which other program has `file` open, as far as this user may see: files of other users' processes are
 * not shown. `null` where there is none, or no Linux.
 *
 * @param file as the links in `/proc/<process>/fd` name it: a path, or `socket:[<inode>]`
 * @param processFolder where Linux tells of processes
 */
export async function findProcessHolding(
  file: string,
  processFolder = '/proc',
): Promise<HoldingProcess | null> {
  for (const name of await namesIn(processFolder)) {
    if (!/^[1-9][0-9]*$/.test(name) || Number(name) === process.pid) continue;
    const files = join(processFolder, name, 'fd');
    for (const open of (await namesIn(files)).slice(0, maximumFiles)) {
      if ((await targetOf(join(files, open))) !== file) continue;
      const program = await programOf(join(processFolder, name));
      return { program: program || name, processId: Number(name) };
    }
  }
  return null;
}

/** By its executable: `comm` is the name of a thread, "MainThread" for every program on Node. */
async function programOf(folder: string): Promise<string> {
  const executable = await targetOf(join(folder, 'exe'));
  const name =
    executable === null
      ? await readFile(join(folder, 'comm'), 'utf8').catch(() => '')
      : basename(executable).replace(/ \(deleted\)$/, '');
  return name.slice(0, maximumNameUnits).replace(unfit, '').trim();
}

/** Processes end while they are looked at, and those of others may not be looked into. */
function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

function targetOf(link: string): Promise<string | null> {
  return readlink(link).catch(() => null);
}
