import { TopologyId } from '../../../../electron/contract/ids.ts';
import type { StreamFormat, TopologySnapshot } from '../../../../electron/contract/signalPath.ts';

const parts = ['file', 'decoder', 'resampler', 'rateChanger', 'volume', 'audioOutput'] as const;

/** A song of 44.1 kHz on its way to the output. */
export function sampleTopology({
  codec,
  outputHz,
}: {
  readonly codec: string;
  readonly outputHz: number;
}): TopologySnapshot {
  const format = (name: string, sampleRateHz: number): StreamFormat => ({
    major: 'audio',
    name,
    sampleRateHz,
    channelCount: 2,
    bitsPerSample: null,
    bitrateBps: null,
    widthPx: null,
    heightPx: null,
  });
  const flows = [
    format(codec, 44_100),
    format('PCM float 32', 44_100),
    ...[3, 4, 5].map(() => format('PCM float 32', outputHz)),
  ];
  return {
    topologyId: TopologyId.parse(7),
    status: 'startedSource',
    nodes: parts.map((part, index) => ({
      nodeId: index + 1,
      kind: part === 'file' ? 'source' : part === 'audioOutput' ? 'output' : 'transform',
      part,
      label: part === 'file' ? 'Glide.flac' : '',
    })),
    connections: flows.map((each, index) => ({
      fromNodeId: index + 1,
      toNodeId: index + 2,
      format: each,
    })),
  };
}
