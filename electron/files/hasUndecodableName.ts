import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

/**
 * Was `path`, which does not exist, made from a name that is no UTF-8? Such a name comes here with
 * replacement characters, and the folder tells whether it holds a name that reads the same.
 */
export async function hasUndecodableName(path: string): Promise<boolean> {
  // Lone surrogates, which are how other programs carry such bytes, read as replacement characters too.
  for (let part = path.toWellFormed(); part.includes('\ufffd'); part = dirname(part)) {
    const name = basename(part);
    if (name.includes('\ufffd') && (await folderHasBytesFor(dirname(part), name))) return true;
  }
  return false;
}

async function folderHasBytesFor(folder: string, name: string): Promise<boolean> {
  try {
    const names = await readdir(folder, { encoding: 'buffer' });
    return names.some((bytes) => {
      const text = bytes.toString('utf8');
      return text === name && !Buffer.from(text, 'utf8').equals(bytes);
    });
  } catch {
    // The folder cannot be looked into either: then the file is simply not found.
    return false;
  }
}
