export { PlaybackContext, usePlaybackSink } from './PlaybackContext.ts';
export { useHasPictureHere } from './useHasPictureHere.ts';
export { usePlaysHere } from './usePlaysHere.ts';
export { usePictureHost } from './usePictureHost.ts';
