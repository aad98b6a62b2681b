import * as z from 'zod/mini';
import { ErrorCode } from './errors.ts';
import { TopologyId } from './ids.ts';

/** Decoded or encoded, what flows over one connection of the graph. */
export const StreamFormat = z.strictObject({
  major: z.enum(['audio', 'video']),
  /** "MPEG 1 Layer 3", "FLAC", "PCM float 32" … */
  name: z.string(),
  sampleRateHz: z.nullable(z.int()),
  channelCount: z.nullable(z.int()),
  bitsPerSample: z.nullable(z.int()),
  bitrateBps: z.nullable(z.number()),
  widthPx: z.nullable(z.int()),
  heightPx: z.nullable(z.int()),
});
export type StreamFormat = z.infer<typeof StreamFormat>;

export const TopologyNodeSnapshot = z.strictObject({
  nodeId: z.int(),
  kind: z.enum(['source', 'transform', 'output']),
  /** Which part it is; the renderer has a name for each. */
  part: z.enum([
    'file',
    'decoder',
    'resampler',
    'channelMixer',
    'rateChanger',
    'volume',
    'audioOutput',
    'videoOutput',
  ]),
  /** File name, decoder, output: proper names that are not translated. */
  label: z.string(),
});
export type TopologyNodeSnapshot = z.infer<typeof TopologyNodeSnapshot>;

export const TopologySnapshot = z.strictObject({
  topologyId: TopologyId,
  status: z.enum(['invalid', 'ready', 'startedSource', 'sinkSwitched', 'ended']),
  nodes: z.array(TopologyNodeSnapshot),
  connections: z.array(
    z.strictObject({
      fromNodeId: z.int(),
      toNodeId: z.int(),
      format: StreamFormat,
    }),
  ),
});
export type TopologySnapshot = z.infer<typeof TopologySnapshot>;

/** The media session as the signal path page shows it. */
export const SessionSnapshot = z.strictObject({
  state: z.enum(['fresh', 'stopped', 'starting', 'started', 'paused', 'closed', 'shutdown']),
  capabilities: z.strictObject({
    start: z.boolean(),
    seek: z.boolean(),
    pause: z.boolean(),
    rateForward: z.boolean(),
    rateReverse: z.boolean(),
  }),
  current: z.nullable(TopologySnapshot),
  next: z.nullable(TopologySnapshot),
  clock: z.strictObject({
    state: z.enum(['invalid', 'running', 'stopped', 'paused']),
    timeSource: z.nullable(z.enum(['audio', 'system'])),
    positionMs: z.nullable(z.number()),
    ageMs: z.number(),
    rate: z.number(),
    /** Smoothed difference between the audio clock and this machine's, parts per million. */
    driftPpm: z.nullable(z.number()),
  }),
  /** Index of the newest entry of the event log; read with `session.readLog`. */
  lastLogIndex: z.int(),
});
export type SessionSnapshot = z.infer<typeof SessionSnapshot>;

/** Media Foundation's name of a failure. */
const OriginalStatus = z.union([
  z.templateLiteral(['MF_E_', z.string()]),
  z.templateLiteral(['E_', z.string()]),
  z.literal('HRESULT_FROM_WIN32(ERROR_TIMEOUT)'),
]);

export const SessionLogEntry = z.strictObject({
  index: z.int(),
  /** Wall time, ISO 8601. */
  at: z.string(),
  /** The event's name in Media Foundation's words: "MESessionStarted". */
  event: z.string(),
  status: z.union([z.literal('ok'), OriginalStatus, ErrorCode]),
  topologyId: z.nullable(TopologyId),
  /** The rest of the event as short text. */
  summary: z.string(),
});
export type SessionLogEntry = z.infer<typeof SessionLogEntry>;
