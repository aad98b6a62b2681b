export { PlaybackContext, usePlaybackSink } from './PlaybackContext.ts';
export { usePlaysHere } from './usePlaysHere.ts';
export { usePictureHost } from './usePictureHost.ts';
