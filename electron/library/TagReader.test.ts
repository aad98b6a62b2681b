import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeMonotonicClock } from '../base/testing/FakeMonotonicClock.ts';
import { makeMedia, makePicture, type MadeFormat } from '../files/testing/makeMedia.ts';
import { TemporaryFolder } from '../base/testing/TemporaryFolder.ts';
import { ArtStore } from './ArtStore.ts';
import { restAfterMs, TagReader } from './TagReader.ts';

// Making media, threads and thousands of files take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: TemporaryFolder;
let art: ArtStore;
let reader: TagReader;

beforeEach(() => {
  folder = new TemporaryFolder();
  art = new ArtStore(join(folder.path, 'art'));
  reader = new TagReader({ art });
});

afterEach(async () => {
  await reader[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const fullTags = {
  title: 'Tone',
  artist: 'The Oscillators',
  album: 'Sines of Life',
  year: 2024,
  trackNumber: 3,
  trackCount: 12,
  genre: 'Test',
};

describe('what made files say of themselves', () => {
  const expectations: readonly (readonly [MadeFormat, string, string, object])[] = [
    ['mp3', 'audio/mpeg', 'MPEG 1 Layer 3', fullTags],
    ['flac', 'audio/flac', 'FLAC', fullTags],
    ['m4a', 'audio/mp4; codecs="mp4a.40.2"', 'AAC', fullTags],
    ['alac', 'audio/mp4; codecs="alac"', 'ALAC', fullTags],
    ['aac', 'audio/aac', 'AAC', {}],
    ['ogg', 'audio/ogg; codecs="vorbis"', 'Vorbis', fullTags],
    ['opus', 'audio/ogg; codecs="opus"', 'Opus', fullTags],
    ['wav', 'audio/wav; codecs="1"', 'PCM', fullTags],
    ['aiff', 'audio/aiff', 'PCM', { title: 'Tone' }],
    ['webm', 'video/webm; codecs="vp8, opus"', 'Opus', fullTags],
    ['mp4', 'video/mp4; codecs="avc1.42c00b, mp4a.40.2"', 'AAC', fullTags],
    ['mov', 'video/mp4; codecs="avc1.42c00b, mp4a.40.2"', 'AAC', {}],
    ['mkv', 'video/x-matroska; codecs="avc1, mp4a.40.2"', 'AAC', fullTags],
  ];

  test.each(expectations)('%s', async (format, mimeType, codec, tags) => {
    const read = await reader.read(await makeMedia({ format }));
    expect(read).toMatchObject({ ok: true, value: { mimeType, tags, format: { codec } } });
    if (!read.ok) return;
    const isVideo = mimeType.startsWith('video/');
    expect(read.value.tags).toEqual(tags);
    expect(read.value.hasVideo).toBe(isVideo);
    expect(read.value.streams.map(({ major }) => major)).toEqual(
      isVideo ? ['video', 'audio'] : ['audio'],
    );
    // ADTS has no length anywhere.
    if (format === 'aac') expect(read.value.durationMs).toBeNull();
    else expect(Math.abs((read.value.durationMs ?? 0) - 1_000)).toBeLessThan(60);
    if (isVideo)
      expect(read.value.format).toMatchObject(
        format === 'mov' ? {} : { widthPx: 160, heightPx: 120 },
      );
  });

  test.each(['ogg', 'opus'] as const)(
    'the length of a long %s is that of its last page',
    async (format) => {
      const read = await reader.read(await makeMedia({ format, seconds: 90 }));
      expect(read.ok && Math.round((read.value.durationMs ?? 0) / 100)).toBe(900);
    },
  );

  test.each([
    ['mp3', true],
    ['flac', true],
    ['m4a', true],
    ['webm', true],
    ['mkv', true],
    ['aac', false],
    ['ogg', false],
    ['opus', false],
  ] as const)('does a %s state its length? %s', async (format, isDurationStated) => {
    const read = await reader.read(await makeMedia({ format, seconds: 5 }));
    expect(read).toMatchObject({ ok: true, value: { isDurationStated } });
  });

  test('an mp3 without a header has a length that is reckoned from its size', async () => {
    const path = join(folder.path, 'bare.mp3');
    const bytes = readFileSync(await makeMedia({ format: 'mp3', seconds: 5 }));
    // As if the first frame, which carries the header, were cut off.
    const second = bytes.indexOf(Buffer.from([0xff, 0xfb]), bytes.indexOf('Info'));
    writeFileSync(path, bytes.subarray(second));
    const read = await reader.read(path);
    expect(read).toMatchObject({ ok: true, value: { isDurationStated: false } });
    expect(read.ok && Math.round((read.value.durationMs ?? 0) / 1_000)).toBe(5);
  });

  test('a flac that was cut off keeps the bit rate of what is there', async () => {
    const whole = await makeMedia({ format: 'flac', seconds: 20 });
    const cut = join(folder.path, 'cut.flac');
    const bytes = readFileSync(whole);
    writeFileSync(cut, bytes.subarray(0, bytes.length * 0.3));
    const [intact, short] = [await reader.read(whole), await reader.read(cut)];
    if (!intact.ok || !short.ok) throw new Error('not read');
    const bitrate = intact.value.format.bitrateBps ?? 0;
    expect(bitrate).toBeGreaterThan(50_000);
    expect((short.value.format.bitrateBps ?? 0) / bitrate).toBeCloseTo(1, 1);
    expect(short.value.durationMs).toBe(intact.value.durationMs);
  });

  test('an mp3 of frames of different sizes that was cut off keeps the bit rate it states', async () => {
    const bytes = readFileSync(await makeMedia({ format: 'mp3', seconds: 20 }));
    const tag = bytes.indexOf('Info');
    bytes.write('Xing', tag, 'latin1');
    const bitrateOf = async (name: string, content: Buffer) => {
      const path = join(folder.path, name);
      writeFileSync(path, content);
      const read = await reader.read(path);
      if (!read.ok) throw new Error(read.error.code);
      return read.value.format.bitrateBps;
    };
    const whole = (await bitrateOf('whole.mp3', bytes)) ?? 0;
    expect(whole).toBeGreaterThan(30_000);
    expect(await bitrateOf('cut.mp3', bytes.subarray(0, bytes.length * 0.3))).toBe(whole);
    // As if the encoder had not noted how many bytes there are.
    bytes.writeUInt32BE(bytes.readUInt32BE(tag + 4) & ~2, tag + 4);
    expect(await bitrateOf('uncounted.mp3', bytes)).toBeUndefined();
  });

  test('content decides, not the name: an mp3 named .flac is an mp3', async () => {
    const path = join(folder.path, 'wrong.flac');
    copyFileSync(await makeMedia({ format: 'mp3' }), path);
    expect(await reader.read(path)).toMatchObject({
      ok: true,
      value: { mimeType: 'audio/mpeg', tags: { title: 'Tone' } },
    });
  });
});

describe('pictures', () => {
  test.each(['mp3', 'flac', 'm4a'] as const)(
    'the cover in a %s goes to the art store',
    async (format) => {
      const path = await makeMedia({ format, cover: true });
      const read = await reader.read(path, { picture: 'embedded' });
      const picture = readFileSync(await makePicture());
      const artId = createHash('sha1').update(picture).digest('hex');
      expect(read).toMatchObject({ ok: true, value: { artId } });
      if (!read.ok || read.value.artId === null) throw new Error('no picture');
      const stored = await art.read(read.value.artId);
      expect(stored?.mimeType).toBe('image/jpeg');
      expect(Buffer.from(stored?.bytes ?? []).equals(picture)).toBe(true);
    },
  );

  test('no picture is read unless it is asked for', async () => {
    const read = await reader.read(await makeMedia({ format: 'mp3', cover: true }));
    expect(read).toMatchObject({ ok: true, value: { artId: null } });
    expect(readdirSync(art.folder)).toEqual([]);
  });

  test.each(['cover.jpg', 'Folder.JPG', 'front.jpg'])(
    '%s beside the file is its picture',
    async (name) => {
      const path = join(folder.path, 'tone.ogg');
      copyFileSync(await makeMedia({ format: 'ogg' }), path);
      copyFileSync(await makePicture(), join(folder.path, name));
      const beside = await reader.read(path, { picture: 'embeddedOrBeside' });
      expect(beside.ok && beside.value.artId).toMatch(/^[0-9a-f]{40}$/);
      expect(await reader.read(path, { picture: 'embedded' })).toMatchObject({
        value: { artId: null },
      });
    },
  );

  test('a cover.jpg that is a script, and one that is a FIFO, are no pictures', async () => {
    const path = join(folder.path, 'tone.ogg');
    copyFileSync(await makeMedia({ format: 'ogg' }), path);
    writeFileSync(join(folder.path, 'cover.jpg'), '<script>alert(1)</script>');
    execFileSync('mkfifo', [join(folder.path, 'folder.jpg')]);
    const read = await reader.read(path, { picture: 'embeddedOrBeside' });
    expect(read).toMatchObject({ ok: true, value: { artId: null } });
    expect(readdirSync(art.folder)).toEqual([]);
  });
});

describe('what cannot be read', () => {
  test('each has its code', async () => {
    const path = (name: string) => join(folder.path, name);
    writeFileSync(
      path('text.mp3'),
      'Dear diary, today I wrote a file and called it music.\n'.repeat(50),
    );
    writeFileSync(path('empty.mp3'), '');
    mkdirSync(path('folder.mp3'));
    execFileSync('mkfifo', [path('pipe.mp3')]);
    const codeOf = async (name: string) => {
      const read = await reader.read(path(name));
      return read.ok ? 'ok' : read.error;
    };
    expect(await codeOf('text.mp3')).toEqual({ code: 'file.notMedia', subject: 'text.mp3' });
    expect(await codeOf('empty.mp3')).toMatchObject({ code: 'file.empty' });
    expect(await codeOf('folder.mp3')).toMatchObject({ code: 'file.isDirectory' });
    expect(await codeOf('pipe.mp3')).toMatchObject({ code: 'file.notRegular' });
    expect(await codeOf('gone.mp3')).toMatchObject({ code: 'file.notFound', subject: 'gone.mp3' });
  });

  test('a title of a million characters with controls is cut and cleaned', async () => {
    const path = join(folder.path, 'long.wav');
    const title = `\u0007evil\n\u0007${'x'.repeat(1_000_000)}`;
    const size = Buffer.alloc(4);
    const text = Buffer.from(`${title}\0`, 'utf8');
    size.writeUInt32LE(text.length);
    const wav = readFileSync(await makeMedia({ format: 'wav', tags: { title: '' } }));
    const info = Buffer.concat([
      Buffer.from('INFOINAM'),
      size,
      text,
      Buffer.alloc(text.length % 2),
    ]);
    const infoSize = Buffer.alloc(4);
    infoSize.writeUInt32LE(info.length);
    const whole = Buffer.concat([wav, Buffer.from('LIST'), infoSize, info]);
    whole.writeUInt32LE(whole.length - 8, 4);
    writeFileSync(path, whole);
    const read = await reader.read(path);
    if (!read.ok) throw new Error(read.error.code);
    const shown = read.value.tags.title ?? '';
    expect(shown).toMatch(/^evil x+$/);
    expect(shown).toHaveLength(1_000);
  });
});

describe('the pool', () => {
  const workerModule = new URL('./testing/misbehavingTagWorker.ts', import.meta.url);

  test('a worker that dies fails its file, and the others go on', async () => {
    await using pool = new TagReader({ art, workerModule, workerCount: 1 });
    const [first, dead, last] = await Promise.all([
      pool.read('/a/first'),
      pool.read('/a/die'),
      pool.read('/a/last'),
    ]);
    expect(first.ok).toBe(true);
    expect(dead).toEqual({ ok: false, error: { code: 'file.readFailed', subject: 'die' } });
    expect(last.ok).toBe(true);
  });

  test('a worker that falls silent is replaced, and its file fails', async () => {
    const clock = new FakeMonotonicClock();
    await using pool = new TagReader({
      art,
      workerModule,
      workerCount: 1,
      clock,
      idleTimeoutMs: 5_000,
    });
    // Through with one file, the worker is surely up.
    await pool.read('/a/first');
    const hanging = pool.read('/a/hang');
    const waiting = pool.read('/a/last');
    clock.advance(5_000);
    expect(await hanging).toEqual({
      ok: false,
      error: { code: 'file.readFailed', subject: 'hang' },
    });
    expect((await waiting).ok).toBe(true);
  });

  test('an abort answers at once, also when the worker hangs over the file', async () => {
    await using pool = new TagReader({ art, workerModule, workerCount: 1 });
    const controller = new AbortController();
    const hanging = pool.read('/a/hang', { signal: controller.signal });
    const queued = pool.read('/a/other', { signal: controller.signal });
    controller.abort();
    const cancelled = { ok: false, error: { code: 'app.cancelled' } };
    expect(await hanging).toMatchObject(cancelled);
    expect(await queued).toMatchObject(cancelled);
  });

  test('interactive requests go before background ones', async () => {
    await using pool = new TagReader({ art, workerModule, workerCount: 1 });
    const order: string[] = [];
    const read = async (name: string, priority: 'interactive' | 'background') => {
      await pool.read(`/a/${name}`, { priority });
      order.push(name);
    };
    await Promise.all([
      read('running', 'background'),
      read('background 1', 'background'),
      read('background 2', 'background'),
      read('wanted', 'interactive'),
    ]);
    expect(order).toEqual(['running', 'wanted', 'background 1', 'background 2']);
  });

  test('after a rest one worker is left', async () => {
    const clock = new FakeMonotonicClock();
    await using pool = new TagReader({ art, workerModule, workerCount: 2, clock });
    /** What each of both workers has read in its life, this one included. */
    const readCounts = async () => {
      const reads = await Promise.all([pool.read('/a/one'), pool.read('/a/other')]);
      return reads.map((read) => (read.ok ? read.value.durationMs : null)).sort();
    };
    expect(await readCounts()).toEqual([1, 1]);
    clock.advance(restAfterMs - 1);
    expect(await readCounts()).toEqual([2, 2]);
    clock.advance(restAfterMs);
    expect(await readCounts()).toEqual([1, 3]);
  });

  test('disposing answers what is still asked', async () => {
    const pool = new TagReader({ art, workerModule, workerCount: 1 });
    const pending = [pool.read('/a/hang'), pool.read('/a/other')];
    await pool[Symbol.asyncDispose]();
    for (const read of await Promise.all(pending)) {
      expect(read).toMatchObject({ ok: false, error: { code: 'app.shuttingDown' } });
    }
  });
});
