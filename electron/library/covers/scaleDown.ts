/** Rows from above, four bytes a pixel: red, green, blue and how opaque it is. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/**
 * The picture on white, no side longer than `maximumSide`: each pixel is the mean of those it stands for.
 * A smaller one keeps its size.
 */
export function scaleDown({ width, height, data }: Pixels, maximumSide: number): Pixels {
  const scale = Math.min(1, maximumSide / Math.max(width, height));
  const newWidth = Math.max(1, Math.round(width * scale));
  const newHeight = Math.max(1, Math.round(height * scale));
  const scaled = new Uint8Array(newWidth * newHeight * 4);
  for (let y = 0; y < newHeight; y += 1) {
    const rows = spanOf(y, newHeight, height);
    for (let x = 0; x < newWidth; x += 1) {
      const columns = spanOf(x, newWidth, width);
      scaled.set(meanOnWhite(data, width, rows, columns), (y * newWidth + x) * 4);
    }
  }
  return { width: newWidth, height: newHeight, data: scaled };
}

interface Span {
  readonly first: number;
  /** Beyond the last. */
  readonly end: number;
}

/** The places of `oldCount` that place `index` of `newCount` stands for: one at least. */
function spanOf(index: number, newCount: number, oldCount: number): Span {
  const first = Math.floor((index * oldCount) / newCount);
  return { first, end: Math.max(first + 1, Math.floor(((index + 1) * oldCount) / newCount)) };
}

function meanOnWhite(
  data: Uint8Array,
  width: number,
  rows: Span,
  columns: Span,
): readonly [number, number, number, number] {
  let red = 0;
  let green = 0;
  let blue = 0;
  for (let y = rows.first; y < rows.end; y += 1) {
    for (let x = columns.first; x < columns.end; x += 1) {
      const at = (y * width + x) * 4;
      const alpha = data[at + 3] ?? 0;
      const white = 255 * (255 - alpha);
      red += (data[at] ?? 0) * alpha + white;
      green += (data[at + 1] ?? 0) * alpha + white;
      blue += (data[at + 2] ?? 0) * alpha + white;
    }
  }
  const total = (rows.end - rows.first) * (columns.end - columns.first) * 255;
  return [Math.round(red / total), Math.round(green / total), Math.round(blue / total), 255];
}
