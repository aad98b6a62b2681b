export { startPlayback, type Playback } from './startPlayback.ts';
export type { SinkEngine } from './SinkEngine.ts';
