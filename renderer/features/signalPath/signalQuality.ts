import type { SignalBranch, SignalStep } from './signalBranches.ts';

/** A part that makes the sound another one than the file's. */
export type SignalChange = 'resampler' | 'channelMixer' | 'rateChanger' | 'volume';

export interface SignalQuality {
  /** Like the light on an amplifier: nothing lost, nothing lost but something changed, lost already. */
  readonly level: 'lossless' | 'converted' | 'lossy' | 'unknown';
  readonly changes: readonly SignalChange[];
}

/** What the parts are set to that pass the sound on untouched at 1. */
export interface SignalSettings {
  readonly rate: number;
  /** 0 to 1; 0 while muted. */
  readonly volume: number;
}

/** Codecs that keep every sample; all others are taken to lose something. */
const losslessCodecs = /\b(flac|alac|apple lossless|pcm|wav|aiff|wavpack|monkey|ape|tta|dsd)\b/i;

/** What becomes of the sound on its way. */
export function signalQuality(branch: SignalBranch, settings: SignalSettings): SignalQuality {
  const changes = branch.steps
    .map((step, index) => changeOf(step, branch.steps[index + 1], settings))
    .filter((change) => change !== null);
  const encoded = branch.steps[1]?.incoming?.name ?? '';
  if (encoded === '') return { level: 'unknown', changes };
  if (!losslessCodecs.test(encoded)) return { level: 'lossy', changes };
  // A volume below full is still the same sound, in 32 bit float without a loss that could be heard.
  const isConverted = changes.some((change) => change !== 'volume');
  return { level: isConverted ? 'converted' : 'lossless', changes };
}

/** What a step changes, `null` when it passes the sound on as it is. */
export function changeOf(
  step: SignalStep,
  next: SignalStep | undefined,
  { rate, volume }: SignalSettings,
): SignalChange | null {
  const before = step.incoming;
  const after = next?.incoming ?? null;
  switch (step.node.part) {
    case 'resampler':
      return before?.sampleRateHz === after?.sampleRateHz ? null : 'resampler';
    case 'channelMixer':
      return before?.channelCount === after?.channelCount ? null : 'channelMixer';
    case 'rateChanger':
      return rate === 1 ? null : 'rateChanger';
    case 'volume':
      return volume === 1 ? null : 'volume';
    case 'file':
    case 'decoder':
    case 'audioOutput':
    case 'videoOutput':
      return null;
  }
}
