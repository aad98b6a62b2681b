import { opendir } from 'node:fs/promises';
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
    // As Latin-1 each byte is one character, so that none is lost; a large folder comes in pieces.
    const entries = await opendir(folder, { encoding: 'latin1', bufferSize: 256 });
    for await (const entry of entries) {
      const bytes = Buffer.from(entry.name, 'latin1');
      const text = bytes.toString('utf8');
      if (text === name && !Buffer.from(text, 'utf8').equals(bytes)) return true;
    }
    return false;
  } catch {
    // The folder cannot be looked into either: then the file is simply not found.
    return false;
  }
}
