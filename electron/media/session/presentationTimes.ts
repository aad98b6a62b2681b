import { sourceNodesOf, type SourceNode } from '../Topology.ts';
import type { Presentation } from './SessionState.ts';

/** Every source node of a topology is of the same source; the first speaks for all. */
export function sourceNodeOf(presentation: Presentation): SourceNode {
  const [node] = sourceNodesOf(presentation.topology);
  if (node === undefined) throw new Error('A queued topology has a source node');
  return node;
}

export function hasOutput(
  presentation: Presentation,
  part: 'audioOutput' | 'videoOutput',
): boolean {
  return presentation.topology.nodes.some((node) => node.kind === 'output' && node.part === part);
}

/** MF_TOPONODE_MEDIASTART: the source time at which presentation time is 0. */
function mediaStartOf(presentation: Presentation): number {
  return sourceNodeOf(presentation).mediaStartMs ?? 0;
}

/**
 * Source time for a presentation time. A start before 0 is accepted and begins at the beginning, with
 * a clock that shows the negative time (MS-13); `offsetFor` keeps the two apart from then on.
 */
export function sourcePositionFor(presentation: Presentation, positionMs: number): number {
  return mediaStartOf(presentation) + Math.max(0, positionMs);
}

/** MF_EVENT_PRESENTATION_TIME_OFFSET after a start at `positionMs`: presentation minus source time. */
export function offsetFor(presentation: Presentation, positionMs: number): number {
  return positionMs - sourcePositionFor(presentation, positionMs);
}

/** How long the presentation is; `null` when neither container nor decoder says. */
export function durationOf(presentation: Presentation): number | null {
  const node = sourceNodeOf(presentation);
  const endMs =
    node.mediaStopMs ?? presentation.found?.durationMs ?? node.presentation?.durationMs ?? null;
  return endMs === null ? null : endMs - mediaStartOf(presentation);
}

/** Presentation time at which it is to end although its source goes on; `null`: at the source's end. */
export function stopPositionOf(presentation: Presentation): number | null {
  const stopMs = sourceNodeOf(presentation).mediaStopMs;
  return stopMs === undefined ? null : stopMs + presentation.offsetMs;
}

export function isSeekable(presentation: Presentation): boolean {
  const { source } = sourceNodeOf(presentation);
  return source?.characteristics.seekable === true && presentation.found?.seekable !== false;
}

export function isPausable(presentation: Presentation): boolean {
  return sourceNodeOf(presentation).source?.characteristics.pausable === true;
}

/** MF_TOPOLOGY_START_TIME_ON_PRESENTATION_SWITCH. */
export function switchPositionOf(presentation: Presentation): number {
  return presentation.topology.attributes.startTimeOnPresentationSwitchMs ?? 0;
}

/** Can the sink go on with it by itself, from the first sample of the source? */
export function beginsWithItsSource(presentation: Presentation): boolean {
  return mediaStartOf(presentation) === 0 && switchPositionOf(presentation) === 0;
}
