/** A colour in OKLCH: lightness 0 to 1, chroma 0 to about 0.3, hue in degrees. */
export interface Oklch {
  readonly lightness: number;
  readonly chroma: number;
  readonly hueDegrees: number;
}

/** Red, green, blue, each 0 to 1 and linear in light. */
type LinearRgb = readonly [number, number, number];

/** From gamma-encoded sRGB, each channel 0 to 255. */
export function oklchFromRgb(red: number, green: number, blue: number): Oklch {
  const [r, g, b] = [linearFromByte(red), linearFromByte(green), linearFromByte(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(a, bb),
    hueDegrees: ((Math.atan2(bb, a) * 180) / Math.PI + 360) % 360,
  };
}

/** WCAG contrast of two colours, 1 to 21; colours outside sRGB are taken at its edge. */
export function contrast(first: Oklch, second: Oklch): number {
  const [darker = 0, lighter = 0] = [luminance(first), luminance(second)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** The same lightness and hue with as much of the chroma as sRGB can show. */
export function fitChroma(colour: Oklch): Oklch {
  if (isInGamut(linearRgb(colour))) return colour;
  let low = 0;
  let high = colour.chroma;
  for (let step = 0; step < 16; step += 1) {
    const middle = (low + high) / 2;
    if (isInGamut(linearRgb({ ...colour, chroma: middle }))) low = middle;
    else high = middle;
  }
  return { ...colour, chroma: low };
}

export function toCss({ lightness, chroma, hueDegrees }: Oklch): string {
  return `oklch(${lightness.toFixed(4)} ${chroma.toFixed(4)} ${hueDegrees.toFixed(1)})`;
}

function linearFromByte(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function linearRgb({ lightness, chroma, hueDegrees }: Oklch): LinearRgb {
  const angle = (hueDegrees * Math.PI) / 180;
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function isInGamut(rgb: LinearRgb): boolean {
  return rgb.every((channel) => channel >= -0.0001 && channel <= 1.0001);
}

function luminance(colour: Oklch): number {
  const [r, g, b] = linearRgb(colour).map((channel) => Math.min(1, Math.max(0, channel)));
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}
