import type { SegmentId } from './Sequencer.ts';

/** Where `start` begins: IMFMediaSession::Start's time format and position in one (MS-08, MS-09). */
export type StartPosition =
  /** VT_I8: this presentation time. */
  | { readonly kind: 'absolute'; readonly positionMs: number }
  /** VT_EMPTY: where it stands; the beginning when stopped. */
  | { readonly kind: 'current' }
  /** MF_TIME_FORMAT_ENTRY_RELATIVE: so many playlist entries on, or back when negative. */
  | { readonly kind: 'entryRelative'; readonly entries: number }
  /** MF_TIME_FORMAT_SEGMENT_OFFSET: this segment of the sequencer, `offsetMs` into it. */
  | { readonly kind: 'segmentOffset'; readonly segmentId: SegmentId; readonly offsetMs: number };

export const currentPosition: StartPosition = { kind: 'current' };

export function absolutePosition(positionMs: number): StartPosition {
  return { kind: 'absolute', positionMs };
}

/** MFCreateSequencerSegmentOffset. */
export function segmentOffset(segmentId: SegmentId, offsetMs = 0): StartPosition {
  return { kind: 'segmentOffset', segmentId, offsetMs };
}

/** Numbers a position can have; the type system sees to the rest (E_INVALIDARG, E_POINTER). */
export function isValidStartPosition(position: StartPosition): boolean {
  switch (position.kind) {
    case 'absolute':
      return Number.isFinite(position.positionMs);
    case 'segmentOffset':
      return Number.isInteger(position.segmentId) && Number.isFinite(position.offsetMs);
    case 'entryRelative':
      return Number.isInteger(position.entries);
    case 'current':
      return true;
  }
}
