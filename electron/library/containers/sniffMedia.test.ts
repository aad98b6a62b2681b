import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { makeMedia } from '../../files/testing/makeMedia.ts';
import { isCutShort } from './isCutShort.ts';
import { readMp4Codecs } from './readMp4Codecs.ts';
import { sniffMedia } from './sniffMedia.ts';

// Making media, threads and thousands of files take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const readerOf = (bytes: Uint8Array) => (position: number, length: number) =>
  Promise.resolve(bytes.subarray(position, position + length));
const sniff = (bytes: Uint8Array) => sniffMedia(readerOf(bytes), bytes.length);

/** Two whole MPEG frames of silence: 128 kbit/s, 44,100 Hz. */
function mpegFrames(count: number): Buffer {
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0x00]);
  return Buffer.concat(Array.from({ length: count }, () => frame));
}

function id3Tag(bodyBytes: number): Buffer {
  const size = [21, 14, 7, 0].map((shift) => (bodyBytes >> shift) & 127);
  return Buffer.concat([
    Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, ...size]),
    Buffer.alloc(bodyBytes),
  ]);
}

describe('sniffing', () => {
  test('looks behind a large tag for what the file is', async () => {
    const flac = readFileSync(await makeMedia({ format: 'flac' }));
    expect(await sniff(Buffer.concat([id3Tag(2_000_000), flac]))).toEqual({
      kind: 'media',
      mimeType: 'audio/flac',
      positionBytes: 2_000_010,
    });
    expect(await sniff(Buffer.concat([id3Tag(300_000), mpegFrames(3)]))).toMatchObject({
      mimeType: 'audio/mpeg',
    });
  });

  test('a file that ends in its tag is truncated', async () => {
    expect(await sniff(id3Tag(5_000).subarray(0, 3_000))).toEqual({ kind: 'truncated' });
    expect(await sniff(id3Tag(5_000))).toEqual({ kind: 'truncated' });
  });

  test('MPEG frames are believed in a run, after scraps, and alone in a whole tiny file', async () => {
    const media = { kind: 'media', mimeType: 'audio/mpeg' };
    expect(await sniff(mpegFrames(10))).toMatchObject(media);
    expect(await sniff(Buffer.concat([Buffer.alloc(5_000), mpegFrames(10)]))).toMatchObject(media);
    expect(await sniff(mpegFrames(1))).toMatchObject(media);
    expect(await sniff(Buffer.concat([Buffer.alloc(300), mpegFrames(1)]))).toEqual({
      kind: 'notMedia',
    });
  });

  test.each([
    'MAC addresses of the office',
    'fLaCs are great',
    'RIFF raff',
    'OggS everywhere',
    'MP+ is what I want',
    'ID3 tags explained',
    '\0\0\0\x20ftypheic',
  ])('prose and pictures are no media: %j', async (text) =>
    expect(await sniff(Buffer.from(text.padEnd(500, ' and so on')))).toEqual({ kind: 'notMedia' }),
  );

  test('text is never media', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({
          unit: fc.constantFrom('a', 'b', ' ', '\n', '1', '{', '<', 'é', '語'),
          maxLength: 5_000,
          size: 'max',
        }),
        async (text) => {
          expect(await sniff(Buffer.from(text))).toEqual({ kind: 'notMedia' });
        },
      ),
    );
  });
});

describe('damage', () => {
  test.each(['mp3', 'flac', 'mp4', 'ogg', 'mkv', 'wav'] as const)(
    'no change of bytes or cut of a %s makes a reader throw or run on',
    async (format) => {
      const whole = readFileSync(await makeMedia({ format }));
      const changes = fc.array(fc.tuple(fc.nat(4_000), fc.nat(255)), { maxLength: 30 });
      await fc.assert(
        fc.asyncProperty(changes, fc.nat(whole.length), async (changed, length) => {
          const bytes = Buffer.from(whole.subarray(0, length));
          for (const [position, value] of changed) if (position < length) bytes[position] = value;
          let readCount = 0;
          const readAt = (position: number, count: number) => {
            readCount += 1;
            return readerOf(bytes)(position, count);
          };
          const sniffed = await sniffMedia(readAt, length);
          if (sniffed.kind === 'media') {
            await isCutShort(readAt, length, sniffed);
            await readMp4Codecs(readAt, 0, length);
          }
          expect(readCount).toBeLessThan(30_000);
        }),
        { numRuns: 60 },
      );
    },
  );
});

describe('codecs of MP4', () => {
  const box = (type: string, ...body: readonly (Buffer | number[])[]) => {
    const content = Buffer.concat(body.map((part) => Buffer.from(part)));
    const header = Buffer.alloc(8);
    header.writeUInt32BE(content.length + 8);
    header.write(type, 4, 'latin1');
    return Buffer.concat([header, content]);
  };
  const movie = (type: string, configuration: Buffer) => {
    const entry = box(type, Buffer.alloc(78), configuration);
    const stsd = box('stsd', [0, 0, 0, 0, 0, 0, 0, 1], entry);
    return box('moov', box('trak', box('mdia', box('minf', box('stbl', stsd)))));
  };

  test.each([
    ['avc1', box('avcC', [1, 0x64, 0, 0x1f, 0xff]), 'avc1.64001f'],
    ['hvc1', box('hvcC', [1, 1, 0x60, 0, 0, 0, 0x90, 0, 0, 0, 0, 0, 93]), 'hvc1.1.6.L93.90'],
    ['av01', box('av1C', [0x81, 0x04, 0x0c, 0]), 'av01.0.04M.08'],
    ['vp09', box('vpcC', [1, 0, 0, 0, 0, 31, 0x82, 2, 2, 2]), 'vp09.00.31.08'],
    [
      'mp4a',
      box(
        'esds',
        [
          0, 0, 0, 0, 3, 22, 0, 0, 0, 4, 17, 0x40, 0x15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 2,
          0x12, 0x10,
        ],
      ),
      'mp4a.40.2',
    ],
    [
      'mp4a',
      box('esds', [0, 0, 0, 0, 3, 18, 0, 0, 0, 4, 13, 0x6b, 0x15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
      'mp4a.6b',
    ],
    ['fLaC', box('dfLa', [0]), 'flac'],
    ['alac', box('alac', [0]), 'alac'],
  ])('%s', async (type, configuration, codec) => {
    const bytes = movie(type, configuration);
    expect([...(await readMp4Codecs(readerOf(bytes), 0, bytes.length))]).toEqual([[type, codec]]);
  });
});
