/**
 * The gain for a place of the volume slider, both 0 to 1. Loudness is heard as the logarithm of the
 * gain; a cube comes close to it, reaches true silence, and is what PulseAudio's sliders do too:
 * 1 is 0 dB, ½ is −18 dB, ⅒ is −60 dB.
 */
export function gainOfVolume(volume: number): number {
  const bounded = Math.min(1, Math.max(0, volume));
  return bounded ** 3;
}
