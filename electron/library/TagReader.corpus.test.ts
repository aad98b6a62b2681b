import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { TemporaryFolder } from '../base/testing/TemporaryFolder.ts';
import { ArtStore } from './ArtStore.ts';
import { TagReader } from './TagReader.ts';

// Making media, threads and thousands of files take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const corpus = join(import.meta.dirname, '../../../shared/corpus');
const isHere = existsSync(corpus);
if (!isHere) process.stderr.write(`SKIPPED: tags of the corpus, because ${corpus} is not there\n`);

/**
 * Title, artist, duration in ms, MIME type, streams, picture; compared with what ffprobe says (which
 * counts the silence before an ASF stream, and codec delay, to the duration).
 */
const known: Readonly<Record<string, readonly unknown[]>> = {
  'quodlibet/sine-110hz.flac': ['110Hz test track', 'Quod Libet', 2_000, 'audio/flac', 1, false],
  'quodlibet/h264_aac.mp4': [
    undefined,
    undefined,
    1_381,
    'video/mp4; codecs="avc1.4d4028, mp4a.40.2"',
    2,
    false,
  ],
  'quodlibet/silence-44-s.spx': ['Silence', 'piman', 3_685, 'audio/ogg; codecs="speex"', 1, false],
  'quodlibet/silence-44-s.tta': [undefined, undefined, null, 'audio/x-tta', 1, false],
  'quodlibet/test.mid': [undefined, undefined, null, 'audio/midi', 1, false],
  'tagged/04 Long Drive.flac': ['Long Drive', 'Jason Mraz', 2_000, 'audio/flac', 1, false],
  "tagged/MusicBrainz - Beth Hart - Sinner's Prayer.m4a": [
    "Sinner's Prayer",
    'Beth Hart & Joe Bonamassa',
    2_123,
    'audio/mp4; codecs="alac"',
    1,
    true,
  ],
  "tagged/MusicBrainz - Beth Hart - Sinner's Prayer [id3v2.4].V2.mp3": [
    "Sinner's Prayer",
    'Beth Hart & Joe Bonamassa',
    2_168,
    'audio/mpeg',
    1,
    true,
  ],
  'tagged/ogg/nirvana-2sec.opus.ogg': [
    'In Bloom',
    'Nirvana',
    2_000,
    'audio/ogg; codecs="opus"',
    1,
    true,
  ],
  'tagged/matroska/big-buck-bunny_trailer-short.vp8.webm': [
    'Big Buck Bunny',
    undefined,
    7_143,
    'video/webm; codecs="vp8, vorbis"',
    2,
    false,
  ],
  'tagged/mp4/Mr. Pickles S02E07 My Dear Boy.mp4': [
    'My Dear Boy',
    'Mr. Pickles',
    679_400,
    'video/mp4; codecs="avc1.640028, mp4a.40.2"',
    3,
    true,
  ],
  'tagged/wav/mulaw.wav': [undefined, undefined, 100, 'audio/wav', 1, false],
  'tagged/asf/elephant.asf': [undefined, undefined, 27_699, 'video/x-ms-asf', 2, false],
  'tagged/riff_adobe_audition.wav': [
    'The Magic Flute',
    'Wolfgang Amadeus Mozart',
    274,
    'audio/wav; codecs="1"',
    1,
    false,
  ],
};

/** What in the corpus is no media, or cut off in its tags. */
const refused: Readonly<Record<string, string>> = {
  'tagged/aac/adts-sf-escape.aac': 'file.notMedia',
  'tagged/id3v2-utf16.mp3': 'file.truncated',
};

test.skipIf(!isHere)('every file of the corpus is read, or refused with a reason', async () => {
  using folder = new TemporaryFolder();
  await using reader = new TagReader({ art: new ArtStore(join(folder.path, 'art')) });
  const names = readdirSync(corpus, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(corpus.length + 1));
  expect(names.length).toBeGreaterThanOrEqual(230);
  const reads = await Promise.all(
    names.map(async (name) => {
      const read = await reader.read(join(corpus, name), { picture: 'embedded' });
      return [name, read] as const;
    }),
  );
  const failures: Record<string, string> = {};
  const facts: Record<string, readonly unknown[]> = {};
  for (const [name, read] of reads) {
    if (!read.ok) failures[name] = read.error.code;
    else if (name in known) {
      const { tags, durationMs, mimeType, streams, artId } = read.value;
      const rounded = durationMs === null ? null : Math.round(durationMs);
      facts[name] = [tags.title, tags.artist, rounded, mimeType, streams.length, artId !== null];
    }
  }
  expect(failures).toEqual(refused);
  expect(facts).toEqual(known);
});
