import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { randomSeed } from '../base/testing/randomSeed.ts';
import { TemporaryFolder } from '../base/testing/TemporaryFolder.ts';
import { ErrorCode } from '../contract/errors.ts';
import { MediaFormat, TrackTags } from '../contract/playback.ts';
import { StreamFormat } from '../contract/signalPath.ts';
import { makeMedia, type MediaRecipe } from '../files/testing/makeMedia.ts';
import { ArtStore } from './ArtStore.ts';
import { damaged, fileDamage } from './testing/fileDamage.ts';
import { TagReader } from './TagReader.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

const recipes: readonly MediaRecipe[] = [
  { format: 'mp3', cover: true },
  { format: 'flac', cover: true },
  { format: 'm4a', cover: true },
  { format: 'alac' },
  { format: 'aac' },
  { format: 'ogg' },
  { format: 'opus' },
  { format: 'wav' },
  { format: 'aiff' },
  { format: 'webm' },
  { format: 'mp4' },
  { format: 'mov' },
  { format: 'mkv' },
];
const runsPerFormat = 150;
/** Read at the same time by the workers of one reader. */
const filesPerRun = 10;
/** A worker that a file hangs or kills is replaced and the file refused; a few of all may do so. */
const maximumReadFailures = 0.01 * runsPerFormat * filesPerRun;
const seed = randomSeed();

let folder: TemporaryFolder;
let reader: TagReader;

beforeAll(() => {
  folder = new TemporaryFolder();
  reader = new TagReader({ art: new ArtStore(join(folder.path, 'art')) });
});

afterAll(async () => {
  await reader[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

/** What may be said of a file, however damaged. */
const Description = z.object({
  tags: TrackTags,
  format: MediaFormat,
  durationMs: z.nullable(z.number().check(z.nonnegative())),
  mimeType: z.string().check(z.regex(/^(audio|video)\//)),
  streams: z.array(StreamFormat).check(z.minLength(1)),
});

for (const recipe of recipes) {
  test(`a damaged ${recipe.format} is described or refused, and the next file is read`, async () => {
    const path = await makeMedia(recipe);
    const whole = readFileSync(path);
    const given = await reader.read(path, { picture: 'embedded' });
    const files = fc.array(
      fileDamage(whole.length).map((damages) => damaged(whole, damages)),
      { minLength: filesPerRun, maxLength: filesPerRun },
    );
    let readFailures = 0;
    await fc.assert(
      fc.asyncProperty(files, async (some) => {
        const reads = await Promise.all(
          some.map((file, place) => {
            const damagedPath = join(folder.path, `${place}.${recipe.format}`);
            writeFileSync(damagedPath, file);
            return reader.read(damagedPath, { picture: 'embedded' });
          }),
        );
        for (const read of reads) {
          if (read.ok) Description.parse(read.value);
          else expect(ErrorCode.parse(read.error.code)).toMatch(/^file\./);
          if (!read.ok && read.error.code === 'file.readFailed') readFailures += 1;
        }
      }),
      { numRuns: runsPerFormat, seed, endOnFailure: true },
    );
    expect(readFailures).toBeLessThanOrEqual(maximumReadFailures);
    expect(await reader.read(path, { picture: 'embedded' })).toEqual(given);
  });
}
