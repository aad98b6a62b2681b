export interface PictureSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Segments that begin a frame (ITU-T T.81, table B.1); others of their range define tables. */
const firstFrame = 0xc0;
const lastFrame = 0xcf;
const tables: ReadonlySet<number> = new Set([0xc4, 0xc8, 0xcc]);

/** How large a JPEG is, by its frame header; `null` where it has none. */
export function jpegSize(jpeg: Uint8Array): PictureSize | null {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  // Behind the marker of the beginning: marker, length of what follows with itself, content.
  for (let at = 2; at + 9 <= jpeg.byteLength;) {
    const marker = view.getUint16(at);
    if (marker >> 8 !== 0xff) return null;
    const kind = marker & 0xff;
    if (kind >= firstFrame && kind <= lastFrame && !tables.has(kind)) {
      return { heightPx: view.getUint16(at + 5), widthPx: view.getUint16(at + 7) };
    }
    // A length counts itself, so that a segment of a liar ends all the same.
    at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return null;
}
