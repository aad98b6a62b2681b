import type { ProtectionScheme } from './ProtectionScheme.ts';
import type { SourceWindow } from './SourceWindow.ts';

interface Box {
  readonly type: string;
  /** Of what is in it. */
  readonly startBytes: number;
  readonly endBytes: number;
}

/** The way from the file down to the descriptions of its streams (ISO/IEC 14496-12, 8.1 to 8.5). */
const wayToStreams = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd'];

/** Version, flags and count come before the entries of `stsd`. */
const sampleTableHeaderBytes = 8;
const maximumBoxes = 2_000;

/** Audible's newer files (`.aax`) say so by their brand. */
const audibleBrands = new Set(['aax ', 'aaxc']);

/** What the descriptions of locked streams are called: FairPlay's own, and those of ISO/IEC 14496-12, 8.12. */
const lockedEntries = new Map<string, ProtectionScheme>([
  ['drms', 'fairPlay'],
  ['drmi', 'fairPlay'],
  ['p608', 'fairPlay'],
  ['enca', 'commonEncryption'],
  ['encv', 'commonEncryption'],
  ['enct', 'commonEncryption'],
]);

export function isMp4(head: Buffer): boolean {
  return head.toString('latin1', 4, 8) === 'ftyp';
}

export async function mp4Protection(source: SourceWindow): Promise<ProtectionScheme | null> {
  const brand = (await source.read(8, 4)).toString('latin1');
  if (audibleBrands.has(brand)) return 'audible';
  const walk = new BoxWalk(source);
  for (const type of await walk.entriesOf({
    type: '',
    startBytes: 0,
    endBytes: source.sizeBytes,
  })) {
    const scheme = lockedEntries.get(type);
    if (scheme !== undefined) return scheme;
  }
  return null;
}

/** Bounded over the whole file: a stranger's boxes may be many, and of no size. */
class BoxWalk {
  readonly #source: SourceWindow;
  #boxesLeft = maximumBoxes;

  constructor(source: SourceWindow) {
    this.#source = source;
  }

  /** The types of all stream descriptions below `box`, which is `depth` steps down the way. */
  async entriesOf(box: Box, depth = 0): Promise<readonly string[]> {
    const wanted = wayToStreams[depth];
    if (wanted === undefined) {
      const entries = { ...box, startBytes: box.startBytes + sampleTableHeaderBytes };
      return (await this.#boxesIn(entries)).map(({ type }) => type);
    }
    const found: string[] = [];
    for (const inner of await this.#boxesIn(box)) {
      if (inner.type === wanted) found.push(...(await this.entriesOf(inner, depth + 1)));
    }
    return found;
  }

  async #boxesIn({ startBytes, endBytes }: Box): Promise<readonly Box[]> {
    const boxes: Box[] = [];
    for (let at = startBytes; at + 8 <= endBytes && this.#boxesLeft > 0;) {
      this.#boxesLeft -= 1;
      const header = await this.#source.read(at, 16);
      if (header.length < 8) break;
      const { headerBytes, sizeBytes } = sizesOf(header, endBytes - at);
      if (sizeBytes < headerBytes) break;
      const type = header.toString('latin1', 4, 8);
      boxes.push({
        type,
        startBytes: at + headerBytes,
        endBytes: Math.min(endBytes, at + sizeBytes),
      });
      at += sizeBytes;
    }
    return boxes;
  }
}

/** A size of 1 stands for one of 64 bits behind the type, a size of 0 for all that is left. */
function sizesOf(header: Buffer, leftBytes: number): { headerBytes: number; sizeBytes: number } {
  const sizeBytes = header.readUInt32BE(0);
  if (sizeBytes === 0) return { headerBytes: 8, sizeBytes: leftBytes };
  if (sizeBytes !== 1) return { headerBytes: 8, sizeBytes };
  const isWhole = header.length === 16;
  return { headerBytes: 16, sizeBytes: isWhole ? Number(header.readBigUInt64BE(8)) : 0 };
}
