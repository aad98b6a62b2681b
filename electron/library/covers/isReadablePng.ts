/** A picture of more is no cover: it would fill our memory. */
export const maximumPixels = 24_000_000;
/** Of all a decoder holds at the same time. */
export const maximumDecoderMegabytes = 384;

/** Samples of a pixel, by colour type (PNG 1.2, 4.1.1): gray, RGB, palette, gray and alpha, RGBA. */
const channelCounts: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [2, 3],
  [3, 1],
  [4, 2],
  [6, 4],
]);
const headerType = 0x49484452;
const signatureBytes = 8;
/** Length and type before a chunk's content, and its checksum behind it. */
const chunkFrameBytes = 12;
const headerContentBytes = 13;

/**
 * May a PNG be given to `pngjs`? By its header, which stands at a fixed place (PNG 1.2, 11.2.2), and by what
 * the decoder makes of it. One in interlaced rows is left out: of those it does not bound what it inflates.
 * So is one with a second header, which the decoder would believe.
 */
export function isReadablePng(picture: Uint8Array): boolean {
  const view = new DataView(picture.buffer, picture.byteOffset, picture.byteLength);
  const firstEnd = signatureBytes + chunkFrameBytes + headerContentBytes;
  if (picture.length < firstEnd) return false;
  if (view.getUint32(8) !== headerContentBytes || view.getUint32(12) !== headerType) return false;
  const isInterlaced = view.getUint8(28) !== 0;
  if (isInterlaced || hasHeaderFrom(view, firstEnd)) return false;
  const pixelCount = view.getUint32(16) * view.getUint32(20);
  const depth = view.getUint8(24);
  const channelCount = channelCounts.get(view.getUint8(25));
  if (channelCount === undefined || pixelCount === 0 || pixelCount > maximumPixels) return false;
  // What is inflated, and the same unfiltered.
  const rowsBytes = (pixelCount * channelCount * depth * 2) / 8;
  // Four samples for each pixel; of two bytes and then of one where there are sixteen bits.
  const pixelsBytes = pixelCount * (depth > 8 ? 12 : 4);
  return rowsBytes + pixelsBytes <= maximumDecoderMegabytes * 1e6;
}

function hasHeaderFrom(view: DataView, start: number): boolean {
  for (let at = start; at + 8 <= view.byteLength;) {
    if (view.getUint32(at + 4) === headerType) return true;
    at += chunkFrameBytes + view.getUint32(at);
  }
  return false;
}
