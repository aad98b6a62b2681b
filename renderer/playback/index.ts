export { startPlayback, type Playback } from './startPlayback.ts';
