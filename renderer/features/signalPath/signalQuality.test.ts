import { describe, expect, it } from 'vitest';
import { signalBranches } from './signalBranches.ts';
import { signalQuality } from './signalQuality.ts';
import { sampleTopology } from './testing/sampleTopology.ts';

const untouched = { rate: 1, volume: 1 };

function qualityOf(codec: string, outputHz: number, settings = untouched) {
  const [branch] = signalBranches(sampleTopology({ codec, outputHz }));
  return branch === undefined ? null : signalQuality(branch, settings);
}

describe('signalQuality', () => {
  it.each([
    ['FLAC', 44_100, { level: 'lossless', changes: [] }],
    ['FLAC', 48_000, { level: 'converted', changes: ['resampler'] }],
    ['MPEG 1 Layer 3', 44_100, { level: 'lossy', changes: [] }],
    ['MPEG 1 Layer 3', 48_000, { level: 'lossy', changes: ['resampler'] }],
    ['', 44_100, { level: 'unknown', changes: [] }],
  ])('%s to %i Hz', (codec, outputHz, quality) => {
    expect(qualityOf(codec, outputHz)).toEqual(quality);
  });

  it('counts another speed as a conversion, but a lower volume as the same sound', () => {
    expect(qualityOf('FLAC', 44_100, { rate: 1.5, volume: 1 })?.level).toBe('converted');
    expect(qualityOf('FLAC', 44_100, { rate: 1, volume: 0.5 })).toEqual({
      level: 'lossless',
      changes: ['volume'],
    });
  });
});

describe('signalBranches', () => {
  it('follows each output back to its file', () => {
    const [branch, ...others] = signalBranches(sampleTopology({ codec: 'FLAC', outputHz: 48_000 }));
    expect(others).toEqual([]);
    expect(branch?.steps.map(({ node }) => node.part)).toEqual([
      'file',
      'decoder',
      'resampler',
      'rateChanger',
      'volume',
      'audioOutput',
    ]);
    expect(branch?.steps[0]?.incoming).toBeNull();
  });

  it('ends where a damaged graph leads back to itself', () => {
    const topology = sampleTopology({ codec: 'FLAC', outputHz: 44_100 });
    const [first] = topology.connections;
    if (first === undefined) throw new Error('The sample has connections');
    const circular = {
      ...topology,
      connections: [...topology.connections, { ...first, fromNodeId: 6, toNodeId: 1 }],
    };
    expect(signalBranches(circular)[0]?.steps).toHaveLength(6);
  });
});
