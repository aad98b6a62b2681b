import { contrast, fitChroma, oklchFromRgb, type Oklch } from './oklch.ts';

/** One accent for each theme; text on it and it on every surface pass 4.5:1. */
export interface CoverAccent {
  readonly light: Oklch;
  readonly dark: Oklch;
}

const hueBinCount = 24;
/** Pixels greyer than this say nothing about a cover's colour. */
const leastChroma = 0.03;
/** A cover of which less than this share is coloured counts as grey. */
const leastColouredShare = 0.015;

/* What the accent must stand out against, from tokens.css: the text on it and the deepest well. */
const neutralHue = 265;
const onAccentLight: Oklch = { lightness: 1, chroma: 0, hueDegrees: 0 };
const wellLight: Oklch = { lightness: 0.93, chroma: 0.005, hueDegrees: neutralHue };
const onAccentDark: Oklch = { lightness: 0.18, chroma: 0.01, hueDegrees: neutralHue };
const wellDark: Oklch = { lightness: 0.3, chroma: 0.01, hueDegrees: neutralHue };
/** A little above 4.5, for rounding and for tints laid over a surface. */
const leastContrast = 4.9;

/**
 * The colour a cover is remembered by: of the hues that are there the one with most colour, made
 * readable.
 *
 * @param pixels RGBA, 4 bytes each, as `ImageData.data` has them
 */
export function coverAccent(pixels: Uint8ClampedArray): CoverAccent {
  const { chroma, hueDegrees } = prevailing(pixels);
  return {
    light: readable(
      { lightness: 0.62, chroma: Math.min(chroma, 0.17), hueDegrees: warmed(hueDegrees) },
      -0.01,
      [onAccentLight, wellLight],
    ),
    dark: readable({ lightness: 0.72, chroma: Math.min(chroma, 0.14), hueDegrees }, 0.01, [
      onAccentDark,
      wellDark,
    ]),
  };
}

function prevailing(pixels: Uint8ClampedArray): Omit<Oklch, 'lightness'> {
  const weights = new Float64Array(hueBinCount);
  const chromas = new Float64Array(hueBinCount);
  const sines = new Float64Array(hueBinCount);
  const cosines = new Float64Array(hueBinCount);
  let coloured = 0;
  for (let index = 0; index + 3 < pixels.length; index += 4) {
    const pixel = oklchFromRgb(pixels[index] ?? 0, pixels[index + 1] ?? 0, pixels[index + 2] ?? 0);
    if ((pixels[index + 3] ?? 0) < 128 || pixel.chroma < leastChroma) continue;
    if (pixel.lightness < 0.15 || pixel.lightness > 0.97) continue;
    coloured += 1;
    const bin = Math.floor((pixel.hueDegrees / 360) * hueBinCount) % hueBinCount;
    const angle = (pixel.hueDegrees * Math.PI) / 180;
    weights[bin] = (weights[bin] ?? 0) + pixel.chroma;
    chromas[bin] = (chromas[bin] ?? 0) + pixel.chroma ** 2;
    sines[bin] = (sines[bin] ?? 0) + pixel.chroma * Math.sin(angle);
    cosines[bin] = (cosines[bin] ?? 0) + pixel.chroma * Math.cos(angle);
  }
  if (coloured < (pixels.length / 4) * leastColouredShare) {
    return { chroma: 0.02, hueDegrees: neutralHue };
  }
  const best = weights.indexOf(Math.max(...weights));
  const angle = Math.atan2(sines[best] ?? 0, cosines[best] ?? 0);
  return {
    // Mean weighted by chroma, so that a few vivid pixels win over a grey cast; never too pale.
    chroma: Math.max(0.07, (chromas[best] ?? 0) / (weights[best] ?? 1)),
    hueDegrees: ((angle * 180) / Math.PI + 360) % 360,
  };
}

/** Yellow and orange turn brown when they are darkened; leaning towards red they stay a colour. */
function warmed(hueDegrees: number): number {
  return hueDegrees > 45 && hueDegrees < 112 ? 45 + (hueDegrees - 45) * 0.25 : hueDegrees;
}

/** Moves the lightness by `step` until the colour passes against all of `others`. */
function readable(colour: Oklch, step: number, others: readonly Oklch[]): Oklch {
  let fitted = fitChroma(colour);
  while (
    others.some((other) => contrast(fitted, other) < leastContrast) &&
    fitted.lightness > 0.2 &&
    fitted.lightness < 0.97
  ) {
    fitted = fitChroma({ ...colour, lightness: fitted.lightness + step });
  }
  return fitted;
}
