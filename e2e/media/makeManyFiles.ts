import { linkSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MediaFiles } from './MediaFiles.ts';

/** A folder of so many folders, each with as many names of a tone of 440 Hz: `many/00/0000.mp3`. */
export async function makeManyFiles(
  media: MediaFiles,
  folderCount: number,
  filesPerFolder = 1_000,
): Promise<string> {
  const tone = readFileSync(await media.tone('tone.mp3', { frequencyHz: 440, seconds: 20 }));
  const name = `many ${folderCount} of ${filesPerFolder}`;
  const folder = join(media.folder, name);
  // There already for an earlier test of this worker.
  if (mkdirSync(folder, { recursive: true }) === undefined) return folder;
  for (let folderNumber = 0; folderNumber < folderCount; folderNumber++) {
    const number = String(folderNumber).padStart(2, '0');
    // A file system may allow only so many names for one file.
    const first = media.write(`${name}/${number}/0000.mp3`, tone);
    for (let fileNumber = 1; fileNumber < filesPerFolder; fileNumber++) {
      linkSync(first, join(folder, number, `${String(fileNumber).padStart(4, '0')}.mp3`));
    }
  }
  return folder;
}
