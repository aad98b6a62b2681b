export { PlaybackContext, usePlaybackSink } from './PlaybackContext.ts';
export { usePlaysHere } from './usePlaysHere.ts';
