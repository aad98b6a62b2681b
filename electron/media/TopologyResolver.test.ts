import { describe, expect, test } from 'vitest';
import { isPlayableType } from './playableType.ts';
import type { Topology } from './Topology.ts';
import { TopologyResolver } from './TopologyResolver.ts';
import { FakeMediaSink, fakeCapabilities } from './testing/FakeMediaSink.ts';
import { FakeMediaSource, h264, stereoMp3 } from './testing/FakeMediaSource.ts';
import { SessionHarness } from './testing/SessionHarness.ts';

const sink = new FakeMediaSink();

function bound(source: FakeMediaSource): Topology {
  const topology = new SessionHarness().topology(source);
  const nodes = topology.nodes.map((node) => (node.kind === 'output' ? { ...node, sink } : node));
  return { ...topology, nodes };
}

async function resolved(source: FakeMediaSource, capabilities = fakeCapabilities) {
  const full = await new TopologyResolver().load(bound(source), capabilities);
  if (!full.ok) throw new Error(full.error.code);
  return full.value;
}

function parts(topology: Topology): string[] {
  return topology.nodes.map((node) => (node.kind === 'source' ? 'file' : node.part));
}

describe('between a file and the sink', () => {
  test('stands a resampler where the rates differ, a mixer where the channels do', async () => {
    const mono = { ...stereoMp3, channelCount: 1 };
    const full = await resolved(new FakeMediaSource({ formats: [mono] }));
    expect(parts(full)).toEqual([
      ...['file', 'decoder', 'channelMixer', 'resampler', 'rateChanger', 'volume', 'audioOutput'],
    ]);
    const formats = full.connections.map(({ format }) => [
      format?.channelCount,
      format?.sampleRateHz,
    ]);
    expect(formats).toEqual([
      [1, 44_100],
      [1, 44_100],
      [2, 44_100],
      [2, 48_000],
      [2, 48_000],
      [2, 48_000],
    ]);
  });

  test('stands nothing of the kind where they agree, or nobody knows', async () => {
    const same = await resolved(new FakeMediaSource(), {
      ...fakeCapabilities,
      sampleRateHz: 44_100,
    });
    expect(parts(same)).toEqual(['file', 'decoder', 'rateChanger', 'volume', 'audioOutput']);
    const unknown = { ...stereoMp3, sampleRateHz: null, channelCount: null };
    expect(parts(await resolved(new FakeMediaSource({ formats: [unknown] })))).toEqual([
      ...['file', 'decoder', 'rateChanger', 'volume', 'audioOutput'],
    ]);
  });

  test('stands a decoder in the branch of the picture', async () => {
    const source = new FakeMediaSource({ mimeType: 'video/mp4', formats: [h264, stereoMp3] });
    const full = await resolved(source);
    expect(parts(full).slice(0, 3)).toEqual(['file', 'decoder', 'videoOutput']);
    expect(new Set(full.nodes.map((node) => node.nodeId)).size).toBe(full.nodes.length);
    expect(full.connections).toHaveLength(full.nodes.length - 2);
  });

  test('a transform the client put there itself is kept', async () => {
    const topology = bound(new FakeMediaSource());
    const own = { kind: 'transform', nodeId: 9, part: 'decoder', label: 'mine' } as const;
    const full = await new TopologyResolver().load(
      {
        ...topology,
        nodes: [...topology.nodes, own],
        connections: [
          { fromNodeId: 1, toNodeId: 9, format: null },
          { fromNodeId: 9, toNodeId: 2, format: null },
        ],
      },
      fakeCapabilities,
    );
    expect(full.ok && full.value.nodes).toContain(own);
  });

  test('a graph that leads back to itself, or forks, is refused', async () => {
    const topology = bound(new FakeMediaSource());
    const loop = { kind: 'transform', nodeId: 9, part: 'volume', label: '' } as const;
    const circular = {
      ...topology,
      nodes: [...topology.nodes, loop],
      connections: [
        { fromNodeId: 1, toNodeId: 9, format: null },
        { fromNodeId: 9, toNodeId: 9, format: null },
      ],
    };
    const forked = { ...topology, connections: [...topology.connections, ...topology.connections] };
    for (const each of [circular, forked]) {
      expect(await new TopologyResolver().load(each, fakeCapabilities)).toEqual({
        ok: false,
        error: { code: 'topoUnsupported' },
      });
    }
  });
});

describe('a type is playable', () => {
  const page = [
    'audio/mpeg',
    'audio/mp4',
    'audio/mp4; codecs="mp4a.40.2"',
    'video/mp4; codecs="avc1.640028, mp4a.40.2"',
    'video/webm; codecs="vp9, opus"',
  ];

  test.each([
    ['audio/mpeg', true],
    ['AUDIO/MPEG', true],
    ['audio/mpeg; codecs="mp3"', true],
    ['audio/mp4', true],
    ['audio/mp4; codecs="mp4a.40.5"', true],
    ['audio/mp4; codecs="alac"', false],
    ['video/mp4; codecs="avc1.42E01E, mp4a.40.2"', true],
    ['video/mp4; codecs="hvc1.1.6.L93.B0"', false],
    ['video/quicktime; codecs="avc3.640028"', true],
    ['video/x-matroska; codecs="vp09.00.31.08"', true],
    ['audio/x-ape', false],
    ['', false],
  ])('%s: %s', (type, playable) => {
    expect(isPlayableType(type, page)).toBe(playable);
  });
});
