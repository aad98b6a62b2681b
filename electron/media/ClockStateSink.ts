/** Hears of every change of a presentation clock and answers with `Answer`. */
export interface ClockStateListener<Answer> {
  /** @param positionMs presentation time in milliseconds */
  onClockStart(positionMs: number): Answer;
  /** Goes on after a pause, from where it stood. */
  onClockRestart(): Answer;
  onClockPause(): Answer;
  onClockStop(): Answer;
  onClockSetRate(rate: number): Answer;
}

/** Told of every change, in the order in which sinks were added (IMFClockStateSink). */
export type ClockStateSink = ClockStateListener<unknown>;

export type ClockChange =
  | { readonly kind: 'start'; readonly positionMs: number }
  | { readonly kind: 'restart' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'setRate'; readonly rate: number };

export function tellClockChange<Answer>(
  listener: ClockStateListener<Answer>,
  change: ClockChange,
): Answer {
  switch (change.kind) {
    case 'start':
      return listener.onClockStart(change.positionMs);
    case 'restart':
      return listener.onClockRestart();
    case 'pause':
      return listener.onClockPause();
    case 'stop':
      return listener.onClockStop();
    case 'setRate':
      return listener.onClockSetRate(change.rate);
  }
}
