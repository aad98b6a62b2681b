import { describe, expect, it } from 'vitest';
import { fileTypesByExtension } from '../../electron/contract/mediaTypes.ts';
import { SinkCapabilities } from '../../electron/contract/sink.ts';
import { candidateTypes } from './candidateTypes.ts';

describe('candidateTypes', () => {
  it('asks about every container Portamento opens', () => {
    for (const { kind, mimeType } of Object.values(fileTypesByExtension)) {
      if (kind !== 'playlist') expect(candidateTypes).toContain(mimeType);
    }
  });

  it('fits the contract even when a browser plays everything', () => {
    const everything = {
      sampleRateHz: 1,
      channelCount: 1,
      label: '',
      playableTypes: [...candidateTypes],
    };
    expect(SinkCapabilities.safeParse(everything).success).toBe(true);
  });
});
