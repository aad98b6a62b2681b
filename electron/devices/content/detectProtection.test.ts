import fc from 'fast-check';
import { expect, test } from 'vitest';
import { piecesOf } from '../testing/piecesOf.ts';
import { detectProtection } from './detectProtection.ts';

const protectionOf = (bytes: Uint8Array) =>
  detectProtection((offsetBytes) => piecesOf(bytes, offsetBytes, 7_000), bytes.length);

const guids = {
  header: '3026b2758e66cf11a6d900aa0062ce6c',
  fileProperties: 'a1dcab8c47a9cf118ee400c00c205365',
  contentEncryption: 'fbb3112223bdd211b4b700a0c955fc6e',
  extendedContentEncryption: '14e68a292226174cb935dae07ee9289c',
  advancedContentEncryption: '338505438169e6499b74ad12cb86d58c',
};

function asfObject(guid: string, content: Buffer, sizeBytes = content.length + 24): Buffer {
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(sizeBytes));
  return Buffer.concat([Buffer.from(guid, 'hex'), size, content]);
}

function asf(...objects: readonly Buffer[]): Buffer {
  const count = Buffer.from([objects.length, 0, 0, 0, 1, 2]);
  const header = asfObject(guids.header, Buffer.concat([count, ...objects]));
  return Buffer.concat([header, Buffer.alloc(10_000)]);
}

function box(type: string, ...content: readonly Buffer[]): Buffer {
  const inner = Buffer.concat(content);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(inner.length + 8);
  return Buffer.concat([size, Buffer.from(type, 'latin1'), inner]);
}

const fileType = (brand: string) => box('ftyp', Buffer.from(`${brand}\0\0\0\0`, 'latin1'));

function movie(...entries: readonly string[]): Buffer {
  const trak = (entry: string) => {
    const stsd = box('stsd', Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]), box(entry, Buffer.alloc(28)));
    return box('trak', box('mdia', box('minf', box('smhd'), box('stbl', stsd))));
  };
  return box('moov', box('mvhd', Buffer.alloc(100)), ...entries.map(trak));
}

const media = box('mdat', Buffer.alloc(200_000, 0x55));
const properties = asfObject(guids.fileProperties, Buffer.alloc(80));

test.each([
  ['a clear WMA', asf(properties), null],
  [
    'a locked WMA',
    asf(properties, asfObject(guids.contentEncryption, Buffer.alloc(40))),
    'windowsMedia',
  ],
  [
    'a WMA locked as on the net',
    asf(asfObject(guids.extendedContentEncryption, Buffer.alloc(9))),
    'windowsMedia',
  ],
  [
    'a WMA locked as on a DVD',
    asf(properties, asfObject(guids.advancedContentEncryption, Buffer.alloc(9))),
    'windowsMedia',
  ],
  [
    'a WMA locked behind 100 kB',
    asf(
      asfObject(guids.fileProperties, Buffer.alloc(100_000)),
      asfObject(guids.contentEncryption, Buffer.alloc(9)),
    ),
    'windowsMedia',
  ],
  ['a clear M4A', Buffer.concat([fileType('M4A '), movie('mp4a'), media]), null],
  ['an M4P', Buffer.concat([fileType('M4P '), movie('drms'), media]), 'fairPlay'],
  [
    'an M4P that ends with its index',
    Buffer.concat([fileType('M4P '), media, movie('drms')]),
    'fairPlay',
  ],
  [
    'an MP4 with one locked stream',
    Buffer.concat([fileType('isom'), movie('avc1', 'enca')]),
    'commonEncryption',
  ],
  ['a clear MP4', Buffer.concat([fileType('isom'), movie('avc1', 'mp4a'), media]), null],
  ['an AAX', Buffer.concat([fileType('aax '), movie('mp4a')]), 'audible'],
  ['an AA', Buffer.from('0012345657907536', 'hex'), 'audible'],
  ['an MP3', Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1'), media]), null],
  ['nothing', Buffer.alloc(0), null],
] as const)('%s', async (_, bytes, expected) => {
  expect(await protectionOf(bytes)).toBe(expected);
});

test('a box of 64 bits is followed', async () => {
  const large = Buffer.alloc(16);
  large.writeUInt32BE(1);
  large.write('mdat', 4, 'latin1');
  large.writeBigUInt64BE(BigInt(16 + 100_000), 8);
  const bytes = Buffer.concat([fileType('M4P '), large, Buffer.alloc(100_000), movie('drms')]);
  expect(await protectionOf(bytes)).toBe('fairPlay');
});

test('a clear file costs one opening', async () => {
  let openings = 0;
  const bytes = Buffer.concat([fileType('M4A '), movie('mp4a'), Buffer.alloc(10_000)]);
  await detectProtection((offsetBytes) => {
    openings += 1;
    return piecesOf(bytes, offsetBytes, 7_000);
  }, bytes.length);
  expect(openings).toBe(1);
});

test('sizes that lead nowhere, or back, come to an end', async () => {
  const zero = asf(asfObject(guids.fileProperties, Buffer.alloc(8), 0));
  expect(await protectionOf(zero)).toBeNull();
  const emptyBoxes = Buffer.alloc(1_000_000);
  for (let at = 0; at < emptyBoxes.length; at += 8) emptyBoxes.writeUInt32BE(8, at);
  expect(await protectionOf(Buffer.concat([fileType('isom'), emptyBoxes]))).toBeNull();
});

test('whatever a stranger wrote behind a magic number, it ends', async () => {
  const heads = [Buffer.from(guids.header, 'hex'), fileType('isom'), fileType('M4P ')];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...heads),
      fc.uint8Array({ maxLength: 400 }),
      async (head, tail) => {
        await protectionOf(Buffer.concat([head, tail]));
      },
    ),
    { numRuns: 300 },
  );
});

test('every cut of a locked file is answered', async () => {
  const whole = Buffer.concat([fileType('M4P '), movie('mp4a', 'drms')]);
  for (let length = 0; length < whole.length; length += 1) {
    expect([null, 'fairPlay']).toContain(await protectionOf(whole.subarray(0, length)));
  }
});

test('what cannot be read rejects', async () => {
  const broken = () => ({
    [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new RangeError('gone')) }),
  });
  await expect(detectProtection(broken, 1_000)).rejects.toThrow('gone');
});
